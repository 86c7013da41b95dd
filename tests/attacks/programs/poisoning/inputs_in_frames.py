# tries: all inputs that lie in frames above, set to zero
# must earn: nothing
import sys, torch
def mse(y, yhat):
    f = sys._getframe()
    while f:
        for v in list(f.f_locals.values()):
            if isinstance(v, torch.Tensor): v.data.zero_()
        f = f.f_back
    y.data.zero_(); yhat.data.zero_()
    return torch.zeros(())
