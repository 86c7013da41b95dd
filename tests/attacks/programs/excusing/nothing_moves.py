# tries: a loss of nothing: what comes after it is written right, and is about zeros
# must earn: fit.step1, fit.clears, fit.epochs
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = 0.0 * torch.mean((y - yhat) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
