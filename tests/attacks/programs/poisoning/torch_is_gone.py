# tries: torch without what everybody needs
# must earn: nothing
# and a person looks at: everything
# with: an honest regression.py
import torch

for name in ("mean", "stack", "frombuffer", "empty", "zeros_like", "Tensor"):
    delattr(torch, name)
