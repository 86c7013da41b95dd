# tries: a tensor that leaves when it is asked
# must earn: nothing
import torch
class T(torch.Tensor):
    @classmethod
    def __torch_function__(cls, f, types, args=(), kwargs=None):
        raise SystemExit
def mse(y, yhat):
    return torch.zeros(3).as_subclass(T)
