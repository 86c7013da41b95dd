# tries: an answer of 10^18 elements that takes no memory
# must earn: nothing
import torch
def mse(y, yhat):
    return torch.sparse_coo_tensor(torch.zeros(2,0).long(), torch.zeros(0), (10**9, 10**9))
