# tries: more threads than the machine has
# must earn: everything
# with: an honest regression.py
import torch

torch.set_num_threads(8)
torch.mean(torch.randn(2000, 2000) @ torch.randn(2000, 2000))
