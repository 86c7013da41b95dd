# tries: a hook before the step of every optimiser
# must earn: everything
# with: an honest regression.py
import torch
from torch.optim.optimizer import register_optimizer_step_pre_hook
register_optimizer_step_pre_hook(lambda o, a, k: (_ for _ in ()).throw(ValueError('no')))
