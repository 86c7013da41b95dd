"""The calls of batches.py. Data of another n than the lecture's, whose last batch is smaller."""

from __future__ import annotations

from _shared import x, x13, x123, x_near, y, y13, y123, y_near

from autograder.assignment import probe

PROBES = (
    probe("one_epoch", "lecture", x=x, y=y, batch_size=10, lr=0.1),
    probe("one_epoch", "other_n", x=x13, y=y13, batch_size=4, lr=0.0713),
    probe("fit_batches", "lecture", x=x, y=y),
    probe("fit_batches", "other_n", x=x123, y=y123, batch_size=41, lr=0.0113, epochs=4),
    probe("fit_shuffled", "lecture", x=x, y=y, seed=0),
    probe("fit_shuffled", "other_n", x=x123, y=y123, seed=5, batch_size=41, lr=0.0213, epochs=4),
    probe("accuracy", "lecture", x=x, y=y),
    probe("accuracy", "near", x=x_near, y=y_near),
    probe("accuracy", "other_n", x=x123, y=y123),
)
