# tries: tensors that hold no numbers to compare
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.empty((), device="meta")


def rmse(y, yhat):
    return torch.zeros(3, 3).to_sparse()
