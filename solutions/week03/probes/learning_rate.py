"""The calls made of learning_rate.py: the lecture's data, start and rate, and hidden ones."""

from __future__ import annotations

from _shared import WHAT, WHAT_OTHER, WHAT_SMALL, X137, X, X_small, y, y137, y_small

from autograder.assignment import leaf, probe

PROBES = (
    probe("fit_with_history", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_with_history", "other", X=X137, y=y137, What=leaf(WHAT_OTHER), lr=0.00007, epochs=7),
    probe("fit_with_history", "small", X=X_small, y=y_small, What=leaf(WHAT_SMALL), lr=0.0043, epochs=8),
    probe("compare_rates", "lecture", X=X, y=y, What=leaf(WHAT), rates=[0.001, 0.0001, 0.004]),
    probe("compare_rates", "other", X=X137, y=y137, What=leaf(WHAT_OTHER), rates=[0.00007, 0.00011, 0.0025, 0.00003, 0.00009], epochs=5),
)
