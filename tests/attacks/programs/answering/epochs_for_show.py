# tries: thirty turns that change nothing
# must earn: fit.step1, fit.step2, fit.step3, fit.epochs
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(30):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        What.grad = torch.zeros_like(What) + 1e-3
    return What
