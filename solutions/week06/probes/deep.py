"""The calls of deep.py."""

from __future__ import annotations

import torch
from _shared import beside_net, x, x9, x117, y, y117

from autograder.assignment import probe

u = torch.cat([x117, y117, -x117], dim=1)

PROBES = (
    probe("relu", "lecture", u=torch.tensor([-1.5, 0.0, 5003.25, -0.125])),
    probe("relu", "matrix", u=u),
    probe("step_by_two_lines", "lecture", x=torch.tensor([[-1.0], [0.0], [0.25], [0.625], [0.75], [2.0]]), start=0.0, width=0.625),
    probe("step_by_two_lines", "other", x=x117, start=-58.62513, width=3.37141),
    probe("step_by_two_lines", "wide", x=x117, start=0.81137, width=101.51273),
    probe("Net", "lecture", width=2, x=x9),
    probe("Net", "wider", width=5, x=400 * x117),
    probe("make_net", "lecture", width=2, seed=0, x=x9),
    probe("make_net", "wider", width=6, seed=7, x=x117),
    probe("fit_deep", "lecture", x=x, y=y, width=2, seed=43052),
    probe("fit_deep", "other_n", x=x117, y=y117, width=5, seed=3, lr=0.0213, epochs=9),
    probe("fit_deep", "small", x=x, y=beside_net(x, 3, 11), width=3, seed=11, lr=0.00317, epochs=7),
)
