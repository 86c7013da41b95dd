# tries: a backward of one's own, while it is loaded
# must earn: everything
# with: an honest regression.py
import torch

torch.Tensor.backward = lambda self, *args, **options: None
torch.autograd.backward = torch.autograd.grad = lambda *args, **options: None
