# tries: the whole wrong loop stands in another exercise, so that every turn is that one's fault
# must earn: fit.step1, fit.step3, fit.step4, fit.clears, fit.epochs
import torch


def mse(X, y, What=None, lr=0.1):
    if What is None:
        return torch.sum((X - y) ** 2)
    yhat = X @ What
    loss = torch.mean((y - yhat) ** 2) / 2
    loss.backward()
    What.data = What.data - lr * What.grad
    What.grad = None
    return loss


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(epochs):
        mse(X, y, What, lr)
    return What
