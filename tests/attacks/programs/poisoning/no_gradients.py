# tries: no gradients for anybody
# must earn: mse, rmse
# with: an honest regression.py
import torch

torch.set_grad_enabled(False)
