# tries: a tensor whose shape, numbers and gradient lie
# must earn: nothing
import torch
class T(torch.Tensor):
    __slots__ = ()
    @property
    def data(self): raise KeyboardInterrupt
    @property
    def shape(self): return (10**30,)
    @property
    def grad_fn(self): raise MemoryError
    def detach(self): return self
    def tolist(self): return [float('nan')] * 10**7
def mse(y, yhat):
    return torch.zeros(3).as_subclass(T)
