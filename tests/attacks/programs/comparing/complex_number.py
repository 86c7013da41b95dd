# tries: the right number with anything as its imaginary part
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.complex(torch.mean((y - yhat) ** 2), torch.tensor(1e6, dtype=y.dtype))


def rmse(y, yhat):
    return torch.complex(torch.mean((y - yhat) ** 2).sqrt(), torch.tensor(1e6, dtype=y.dtype))
