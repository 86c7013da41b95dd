# tries: an object whose class says that it is a tensor
# must earn: nothing
import torch


class Nothing:
    @property
    def __class__(self):
        return torch.Tensor

    dtype = torch.float32
    shape = torch.Size(())


def mse(y, yhat):
    return Nothing()


rmse = mse
