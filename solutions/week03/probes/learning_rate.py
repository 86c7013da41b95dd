"""The calls made of learning_rate.py: the lecture's data, start and rate, and hidden ones."""

from __future__ import annotations

from _shared import WHAT, WHAT_OTHER, X8, X37, X, y, y8, y37

from autograder.assignment import leaf, probe

PROBES = (
    probe("fit_with_history", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_with_history", "other", X=X37, y=y37, What=leaf(WHAT_OTHER), lr=0.002, epochs=7),
    probe("compare_rates", "lecture", X=X, y=y, What=leaf(WHAT), rates=[0.001, 0.0001, 0.004]),
    probe("compare_rates", "other", X=X8, y=y8, What=leaf(WHAT_OTHER), rates=[0.01, 0.0625], epochs=5),
)
