"""Works on the two numbers apart and writes them back each epoch."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    x = X[:, 1:]
    for epoc in range(epochs):
        yhat = What[0] + What[1] * x
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        for i in range(2):
            What.data[i] -= lr * What.grad[i]
        What.grad = None
    return What
