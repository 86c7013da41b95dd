"""The calls of loading.py."""

from __future__ import annotations

from _shared import x, x13, x_far, y, y13, y_far

from autograder.assignment import probe

PROBES = (
    probe("batch_sizes", "lecture", n=34, batch_size=10),
    probe("batch_sizes", "even", n=24, batch_size=8),
    probe("batch_sizes", "one", n=5, batch_size=7),
    probe("batch_sizes", "many", n=127, batch_size=3),
    probe("Pairs", "lecture", x=x13, y=y13),
    probe("Pairs", "other_n", x=x_far, y=y_far),
    probe("make_loader", "lecture", x=x, y=y),
    probe("make_loader", "other_n", x=x_far, y=y_far, batch_size=9),
    probe("make_loader", "shuffled", x=x13, y=y13, batch_size=4, shuffle=True),
    probe("pick_device", "lecture"),
)
