"""The calls of recurrent.py. Where tanh would hide a large number, what it is multiplied by is small."""

from __future__ import annotations

import torch
from _shared import drawn, far

from autograder.assignment import probe

Wx = torch.tensor([[0.5, -1.0], [0.25, 0.75], [-0.5, 0.125]])
Wh = torch.tensor([[0.5, -0.25], [1.0, 0.75]])
b = torch.tensor([0.125, -0.375])
x, h = torch.tensor([0.0, 1.0, 0.0]), torch.tensor([0.5, -0.5])
wide = drawn(11, 107, 103, scale=0.05), drawn(12, 103, 103, scale=0.05), drawn(13, 103, scale=0.3)
steep = far(14, 107, 103), far(15, 103, 103), far(16, 103)
small = drawn(17, 107, scale=0.01), drawn(18, 103, scale=0.01)
W, U, b4 = drawn(19, 3, 8), drawn(20, 2, 8), drawn(21, 8)

PROBES = (
    probe("rnn_cell", "lecture", x=x, h=h, Wx=Wx, Wh=Wh, b=b),
    probe("rnn_cell", "wide", x=drawn(22, 107), h=drawn(23, 103), Wx=wide[0], Wh=wide[1], b=wide[2]),
    probe("rnn_cell", "far_out", x=far(24, 107), h=far(25, 103), Wx=wide[0] / 5, Wh=wide[1] / 5, b=wide[2]),
    probe("rnn_cell", "steep", x=small[0], h=small[1], Wx=steep[0], Wh=steep[1], b=wide[2]),
    probe("run_rnn", "lecture", X=torch.eye(3)[[1, 0, 2, 2]], Wx=Wx, Wh=Wh, b=b),
    probe("run_rnn", "long", X=drawn(26, 117, 107), Wx=wide[0], Wh=wide[1], b=wide[2]),
    probe("run_rnn", "far_out", X=far(27, 5, 107), Wx=wide[0] / 5, Wh=wide[1], b=wide[2]),
    probe("run_rnn", "steep", X=drawn(28, 4, 107, scale=0.01), Wx=steep[0], Wh=steep[1], b=wide[2]),
    probe("torch_rnn", "lecture", Wx=Wx, Wh=Wh, b=b, X=torch.eye(3)[[1, 0, 2, 2]]),
    probe("torch_rnn", "wide", Wx=wide[0], Wh=wide[1], b=wide[2], X=drawn(29, 6, 107)),
    probe("torch_rnn", "steep", Wx=steep[0], Wh=steep[1], b=wide[2], X=drawn(28, 4, 107, scale=0.01)),
    probe("lstm_cell", "lecture", x=x, h=h, c=torch.tensor([1.0, -0.25]), W=W, U=U, b=b4),
    probe("lstm_cell", "wide", x=drawn(31, 107), h=drawn(32, 103), c=far(33, 103, scale=1.0), W=drawn(34, 107, 412, scale=0.05), U=drawn(35, 103, 412, scale=0.05), b=drawn(36, 412, scale=0.3)),
    probe("lstm_cell", "far_out", x=far(37, 107), h=far(38, 103), c=drawn(39, 103), W=drawn(34, 107, 412, scale=0.01), U=drawn(35, 103, 412, scale=0.01), b=drawn(36, 412, scale=0.3)),
    probe("lstm_cell", "steep", x=small[0], h=small[1], c=drawn(39, 103), W=far(40, 107, 412), U=far(41, 103, 412), b=drawn(36, 412, scale=0.3)),
)
