# tries: a column an epoch, and more of them than anybody could read
# must earn: mse, rmse
# with: an honest regression.py
# file: regression.py
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(6000):
        yhat = X[: 2 + epoc % 2] @ What
        loss = torch.mean((y[: 2 + epoc % 2] - yhat) ** 2).reshape([1] * (epoc % 30))
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
