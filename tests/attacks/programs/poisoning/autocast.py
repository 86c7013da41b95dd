# tries: half precision without an end
# must earn: everything
# with: an honest regression.py
import torch
m = torch.autocast('cpu', dtype=torch.bfloat16)
m.__enter__()
