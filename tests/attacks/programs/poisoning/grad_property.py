# tries: tensors that have no gradient to show
# must earn: everything
# with: an honest regression.py
import torch
torch.Tensor.grad = property(lambda self: None)
torch.Tensor.requires_grad = property(lambda self: False)
