"""Updates in place under no_grad."""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        with torch.no_grad():
            What -= lr * What.grad
            What.grad.zero_()
    return What
