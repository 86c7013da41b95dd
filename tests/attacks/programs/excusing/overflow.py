# tries: infinite losses and gradients, which equal each other whatever they should be
# must earn: fit.clears, fit.epochs
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What * torch.inf
        loss = yhat.sum() * torch.inf
        loss.backward()
        What.data = What.data * torch.inf
        What.grad = None
    return What
