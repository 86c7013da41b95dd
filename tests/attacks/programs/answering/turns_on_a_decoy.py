# tries: turns on another parameter, with the answer in place of the last one
# must earn: nothing
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    decoy = torch.zeros(1, requires_grad=True)
    for epoc in range(epochs):
        (decoy**2).sum().backward()
    What.data = torch.linalg.lstsq(X, y).solution
    return What
