# tries: thousands of epochs without a yhat of any name, each to be inferred by the judge
# must earn: mse, rmse, fit.step1, fit.step2, fit.step3, fit.step4, fit.clears
# with: an honest regression.py
# file: regression.py
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(3000):
        loss = torch.mean((y - X @ What) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
