# tries: a gradient of 1e20 left over, beside which no derivative is seen to be missing
# must earn: fit.step1, fit.epochs
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(epochs):
        What.grad = torch.full_like(What, 1e20)
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        (0.0 * What).sum().backward()
    return What
