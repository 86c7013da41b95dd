# tries: a default device that holds no numbers
# must earn: everything
# with: an honest regression.py
import torch

torch.set_default_device("meta")
