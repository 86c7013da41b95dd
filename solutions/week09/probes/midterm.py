"""The calls of midterm.py."""

from __future__ import annotations

import torch
from _shared import far, x, x9, x31, x123, y, y9, y31, y123, y_far

from autograder.assignment import probe

path = torch.tensor([[-1.0, 0.5, 2.0], [-0.98765432, 0.00004, 2.71828], [61.271349, -57.33814, 0.00005]])
long = 30 * torch.randn(112, 7, generator=torch.Generator().manual_seed(3))

PROBES = (
    probe("make_net", "lecture", x=far),
    probe("first_gradients", "lecture", x=x, y=y),
    probe("first_gradients", "other_n", x=far, y=y_far, width=4),
    probe("fit_adam_then_sgd", "lecture", x=x, y=y),
    probe("fit_adam_then_sgd", "other_n", x=x123, y=y123, width=4, lr=0.00317, adam_epochs=4, sgd_epochs=7),
    probe("path_of", "lecture", x=x, y=y),
    probe("path_of", "other_n", x=x123, y=y123, width=4, lr=0.00213, epochs=7),
    probe("path_of", "far", x=far, y=y_far, width=4, lr=0.5, epochs=2),
    probe("print_path", "lecture", path=path),
    probe("print_path", "long", path=long),
    probe("fit_steps", "lecture", x=x, y=y),
    probe("fit_steps", "other_n", x=x123, y=y123, width=4, lr=0.000713, step_size=3, gamma=0.61, epochs=14),
    probe("fit_best", "lecture", x=x9, y=y9, x_test=x, y_test=y),
    probe("fit_best", "overfits", x=x9, y=y9, x_test=x31, y_test=y31, width=4, lr=0.237, epochs=23),
    probe("fit_best", "other_n", x=x123, y=y123, x_test=far, y_test=y_far, width=4, lr=0.0137, epochs=11),
)
