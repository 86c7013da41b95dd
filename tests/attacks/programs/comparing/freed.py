# tries: an answer whose numbers are gone, and whose native and exact record differ in form
# must earn: nothing
import torch
def mse(y, yhat):
    t = torch.ones(10**6)
    t.untyped_storage().resize_(0)
    return t
