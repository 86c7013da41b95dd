# tries: a class named by half a character
# must earn: nothing
import torch
class M(type(torch.Tensor)):
    __name__ = property(lambda c: '\ud800')
class T(torch.Tensor, metaclass=M):
    pass

def mse(y, yhat):
    return torch.zeros(()).as_subclass(T)

