"""The calls of training.py."""

from __future__ import annotations

from _shared import drawn, edge, two_layers, wide, wider, x, x117, x123, x_edge, x_wide, y, y117, y123, y_far, y_wide

from autograder.assignment import leaf, probe

PROBES = (
    probe("SGD", "lecture", x=x, y=y, w=leaf([[1.0], [-1.0]]), b=leaf([0.5])),
    probe("SGD", "other_n", x=x117, y=y117, w=leaf(drawn(21, 3, 1)), b=leaf([-1.3127]), lr=0.0213, momentum=0.57),
    probe("SGD", "plain", x=x, y=y, w=leaf([[2.0], [0.5]]), b=leaf([0.0]), lr=0.05, momentum=0.0),
    probe("fit_with", "lecture", x=x, y=y, lr=0.1, momentum=0.9),
    probe("fit_with", "other_n", x=x117, y=y117, lr=0.0317, momentum=0.61, epochs=7),
    probe("fit_with", "far", x=x123, y=y_far, lr=0.000217, momentum=0.37),
    probe("gradients", "lecture", x=x, y=y, **two_layers),
    probe("gradients", "other_n", x=x123, y=y123, **wider),
    probe("gradients", "edge", x=x_edge, y=y[:1] * x_edge[:, :1], **edge),
    probe("gradients", "wide", x=x_wide, y=y_wide, **wide),
    probe("fit_by_hand", "lecture", x=x, y=y, **two_layers),
    probe("fit_by_hand", "other_n", x=x117, y=y117, **wider, lr=0.000713, epochs=9),
    probe("fit_by_hand", "edge", x=x_edge, y=y[:1] * x_edge[:, :1], **edge, lr=0.00213, epochs=4),
    probe("fit_by_hand", "wide", x=x_wide, y=y_wide, **wide, lr=1e-8, epochs=2),
)
