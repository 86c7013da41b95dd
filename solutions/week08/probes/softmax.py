"""The calls of softmax.py."""

from __future__ import annotations

import torch
from _shared import labels117, predicted117, u117

from autograder.assignment import leaf, probe

u = torch.tensor([[1.0, 2.0, 3.0], [0.5, 0.5, 0.5]])
u_far = torch.tensor([[1000.0, 0.0, -1000.0], [-1000.0, -1001.0, -1002.5], [0.0, 100.0, 101.0]])

PROBES = (
    probe("softmax", "lecture", u=u),
    probe("softmax", "far_out", u=u_far),
    probe("softmax", "other_n", u=u117),
    probe("cross_entropy", "lecture", u=leaf(u.tolist()), labels=torch.tensor([2, 0])),
    probe("cross_entropy", "far_out", u=leaf(u_far.tolist()), labels=torch.tensor([1, 2, 1])),
    probe("cross_entropy", "other_n", u=leaf(u117.tolist()), labels=labels117),
    probe("confusion", "lecture", labels=torch.tensor([0, 0, 1, 2, 2, 2]), predicted=torch.tensor([0, 1, 1, 2, 0, 0]), classes=3),
    probe("confusion", "other_n", labels=labels117, predicted=predicted117, classes=5),
    probe("confusion", "many", labels=labels117 * 0 + 1, predicted=(labels117 > 0).long(), classes=2),
)
