# tries: a tensor subclass that answers True to every question about it
# must earn: nothing
import torch


class Yes(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True


def mse(y, yhat):
    return torch.zeros(()).as_subclass(Yes)


rmse = mse
