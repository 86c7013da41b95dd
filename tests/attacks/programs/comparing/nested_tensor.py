# tries: a tensor of tensors
# must earn: nothing
import torch
def mse(y, yhat):
    return torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)])
