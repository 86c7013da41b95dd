# tries: hooks on every module and every optimiser
# must earn: everything
# with: an honest regression.py
import torch
from torch.nn.modules.module import register_module_forward_hook
from torch.optim.optimizer import register_optimizer_step_post_hook

register_module_forward_hook(lambda module, args, output: output * 0)
register_optimizer_step_post_hook(lambda *args: (_ for _ in ()).throw(SystemExit))
