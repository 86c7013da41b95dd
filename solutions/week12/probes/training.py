"""The calls of training.py."""

from __future__ import annotations

from _shared import drawn, two_layers, wider, x, x117, x123, y, y117, y123

from autograder.assignment import leaf, probe

PROBES = (
    probe("SGD", "lecture", x=x, y=y, w=leaf([[1.0], [-1.0]]), b=leaf([0.5])),
    probe("SGD", "other_n", x=x117, y=y117, w=leaf(drawn(21, 3, 1)), b=leaf([-1.3127]), lr=0.0213, momentum=0.57),
    probe("SGD", "plain", x=x, y=y, w=leaf([[2.0], [0.5]]), b=leaf([0.0]), lr=0.05, momentum=0.0),
    probe("fit_own_sgd", "lecture", x=x, y=y),
    probe("fit_own_sgd", "other_n", x=x117, y=y117, lr=0.0317, momentum=0.61, epochs=7),
    probe("gradients", "lecture", x=x, y=y, **two_layers),
    probe("gradients", "other_n", x=x123, y=y123, **wider),
    probe("fit_by_hand", "lecture", x=x, y=y, **two_layers),
    probe("fit_by_hand", "other_n", x=x117, y=y117, **wider, lr=0.0213, epochs=9),
)
