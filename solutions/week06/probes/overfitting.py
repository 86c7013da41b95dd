"""The calls of overfitting.py."""

from __future__ import annotations

from _shared import x, x9, x103, x117, x_near, y, y9, y103, y117, y_near

from autograder.assignment import probe

PROBES = (
    probe("predict", "lecture", x=x9, width=8, seed=43052),
    probe("predict", "other_n", x=400 * x117, width=12, seed=5),
    probe("train_and_test_mse", "lecture", x=x9, y=y9, x_test=x_near, y_test=y_near, width=8, seed=43052),
    probe("train_and_test_mse", "other_n", x=x117, y=y117, x_test=x103, y_test=y103, width=12, seed=5),
    probe("fit_dropout", "lecture", x=x, y=y, width=8, seed=43052),
    probe("fit_dropout", "other_n", x=x117, y=y117, width=6, seed=11, lr=0.0317, epochs=7),
)
