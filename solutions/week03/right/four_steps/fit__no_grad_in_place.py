"""Updates in place under no_grad."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        with torch.no_grad():
            What -= lr * What.grad
            What.grad.zero_()
    return What
