# tries: calls a wrong helper whose value is the loss in the first turn only, so that every loss is excused by it
# must earn: fit.step1, fit.step3, fit.step4, fit.clears, fit.epochs
import torch


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2) / 2


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        mse(y, yhat)
        loss = torch.mean((y - yhat) ** 2) / 2 * (1 + epoc / 100)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
