# tries: hooks that lose what a derivative needs
# must earn: everything
# with: an honest regression.py
import torch
hooks = torch.autograd.graph.saved_tensors_hooks(lambda x: x * 0, lambda x: x)
hooks.__enter__()
