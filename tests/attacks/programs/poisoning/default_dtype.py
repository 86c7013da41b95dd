# tries: double precision for everybody
# must earn: everything
# with: an honest regression.py
import torch

torch.set_default_dtype(torch.float64)
