# tries: no gradients for anybody
# must earn: everything
# with: an honest regression.py
import torch

torch.set_grad_enabled(False)
