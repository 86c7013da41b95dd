# tries: warnings, floating-point errors and anomalies as exceptions
# must earn: everything
# with: an honest regression.py
import warnings

import numpy as np
import torch

warnings.simplefilter("error")
np.seterr(all="raise")
torch.autograd.set_detect_anomaly(True)
torch.set_flush_denormal(True)
torch.use_deterministic_algorithms(True)
