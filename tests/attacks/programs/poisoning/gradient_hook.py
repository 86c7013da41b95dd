# tries: gradients made nothing by a hook as they arrive, so that no update shows anything
# must earn: mse, rmse, fit.step1, fit.step2, fit.clears, fit.epochs
# with: an honest regression.py
# file: regression.py
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    What.register_hook(lambda gradient: gradient * 0)
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
