# tries: torch without what everybody needs
# must earn: everything
# with: an honest regression.py
import torch

for name in ("mean", "stack", "frombuffer", "empty", "zeros_like", "Tensor"):
    delattr(torch, name)
