# tries: inference without an end: no gradients for anybody
# must earn: everything
# with: an honest regression.py
import torch
m = torch.inference_mode()
m.__enter__()
