# tries: an answer of 10^12 elements in one number
# must earn: nothing
import torch
def mse(y, yhat):
    return torch.zeros(1).expand(10**6, 10**6)
