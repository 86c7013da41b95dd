"""The calls made of linear_layer.py: networks are given as numbers, and made beside the student's code (drivers)."""

from __future__ import annotations

import torch
from _shared import X137, X, x, x137, x_small, y, y137, y_small

from autograder.assignment import probe

VER1 = {"weight": torch.tensor([[10.0]]), "bias": torch.tensor([-5.0])}
VER2 = {"weight": torch.tensor([[-5.0, 10.0]]), "bias": None}
OTHER1 = {"weight": torch.tensor([[-0.25]]), "bias": torch.tensor([1.5])}
OTHER2 = {"weight": torch.tensor([[1.5, -0.25]]), "bias": None}
# not to be told by four decimals
LONG1 = {"weight": torch.tensor([[-0.34671234]]), "bias": torch.tensor([-0.84701234])}
LONG2 = {"weight": torch.tensor([[-0.24511234, -0.59891234]]), "bias": None}
FORGOTTEN = {"weight": torch.tensor([[-0.2451, -0.5989]]), "bias": torch.tensor([0.2549])}
FORGOTTEN_OTHER = {"weight": torch.tensor([[1.75, -0.5]]), "bias": torch.tensor([-3.25])}

PROBES = (
    probe("net_with_bias", "lecture", seed=43052),
    probe("net_with_bias", "other_seed", seed=202204),
    probe("net_without_bias", "lecture", seed=43052),
    probe("net_without_bias", "other_seed", seed=202204),
    probe("set_line", "ver1", **OTHER1, w0=-5.0, w1=10.0),
    probe("set_line", "ver2", **OTHER2, w0=-5.0, w1=10.0),
    probe("set_line", "other_ver1", **VER1, w0=0.75, w1=-2.5),
    probe("set_line", "other_ver2", **VER2, w0=0.75, w1=-2.5),
    probe("get_line", "ver1", **LONG1),
    probe("get_line", "ver2", **LONG2),
    probe("predict_1d", "lecture", **LONG1, x=x.reshape(-1)),
    probe("predict_1d", "other_n", weight=torch.tensor([[3.7321]]), bias=torch.tensor([-5.3123]), x=x137.reshape(-1)),
    probe("drop_bias", "lecture", **FORGOTTEN, X=X),
    probe("drop_bias", "other_n", **FORGOTTEN_OTHER, X=X137),
    probe("one_epoch", "ver1", **VER1, inputs=x, y=y, lr=0.1),
    probe("one_epoch", "ver2", **VER2, inputs=X, y=y, lr=0.1),
    probe("one_epoch", "other", **OTHER2, inputs=X137, y=y137, lr=0.0083),
    probe("fit_net", "ver1", **VER1, inputs=x, y=y),
    probe("fit_net", "ver2", **VER2, inputs=X, y=y),
    probe("fit_net", "other", **OTHER1, inputs=x137, y=y137, lr=0.0083, epochs=12),
    probe("fit_net", "small", weight=torch.tensor([[-0.0032]]), bias=torch.tensor([0.0061]), inputs=x_small, y=y_small, lr=0.0937, epochs=13),
)
