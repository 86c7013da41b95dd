# tries: the best parameters at once, without a loop
# must earn: nothing
import torch


def fit(X, y, What, lr=1 / 10, epochs=30):
    What.data = torch.linalg.lstsq(X, y).solution
    return What
