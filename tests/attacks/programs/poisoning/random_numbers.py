# tries: random numbers that are not
# must earn: everything
# with: an honest regression.py
import random

import numpy as np
import torch

torch.manual_seed = np.random.seed = random.seed = lambda *args: None
torch.randn = lambda *shape, **options: torch.zeros(*shape)
