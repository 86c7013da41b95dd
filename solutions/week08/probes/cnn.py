"""The calls of cnn.py."""

from __future__ import annotations

import torch
from _shared import X117, X, X_near, labels, labels3, table, table117, weight

from autograder.assignment import probe

PROBES = (
    probe("load_images", "lecture", table=table),
    probe("load_images", "other_n", table=table117),
    probe("CNN", "lecture", channels=2, X=X[:9]),
    probe("CNN", "wider", channels=5, X=400 * X117),
    probe("make_cnn", "lecture", channels=2, seed=0, X=X[:9]),
    probe("make_cnn", "wider", channels=3, seed=7, X=X117),
    probe("shapes_through", "lecture", channels=2, X=torch.ones(7, 1, 8, 8)),
    probe("shapes_through", "other", channels=3, X=torch.ones(103, 1, 11, 8)),
    probe("predict", "lecture", X=X, weight=weight),
    probe("predict", "near", X=X_near, weight=torch.eye(64)[:3]),
    probe("predict", "other_n", X=X117, weight=-weight),
    probe("fit_cnn", "lecture", X=X, labels=labels),
    probe("fit_cnn", "other_n", X=X117, labels=labels3, lr=0.0213, epochs=4, batch_size=41),
)
