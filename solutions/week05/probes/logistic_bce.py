"""The calls of logistic_bce.py. "lecture" starts at the lecture's first curve (-1, 1); the others are hidden."""

from __future__ import annotations

import torch
from _shared import flat_start, lecture_start, other_start, sure_start, x, x60, x_far, x_sure, y, y60, y_far, y_separate

from autograder.assignment import leaf, probe

y7 = torch.tensor([[1.0], [0.0], [0.0], [1.0], [1.0], [0.0], [1.0]])
yhat7 = torch.tensor([[0.75], [0.125], [0.5625], [0.25], [0.9375], [0.375], [0.0625]])
y_sure = torch.tensor([[1.0], [0.0], [0.0], [1.0], [0.0], [1.0]])
yhat_sure = torch.tensor([[0.999], [0.001], [0.998], [0.002], [0.5], [0.995]])
u7 = torch.tensor([[1.5123], [-0.2541], [0.75], [-2.0], [3.0], [-4.5], [0.125]])
u_far = torch.tensor([[200.0], [-150.0], [220.0], [-230.0], [-110.0], [140.0]])
# on the right side of 0 and far enough for a loss that is nearly 0, beside one of a size to measure by
y_tail = torch.tensor([[1.0], [0.0], [1.0], [0.0], [1.0], [0.0], [1.0], [0.0]])
u_tail = torch.tensor([[0.3123], [-6.2341], [7.5123], [-10.4127], [10.2371], [-12.6123], [13.3217], [0.7321]])

PROBES = (
    probe("bce", "lecture", y=y, yhat=leaf(torch.sigmoid(-1 + x))),
    probe("bce", "other_n", y=y7, yhat=leaf(yhat7)),
    probe("bce", "sure", y=y_sure, yhat=leaf(yhat_sure), shadow=False),
    probe("bce_with_logits", "lecture", y=y, u=leaf(-1.003 + x)),  # where nothing is just 0: a formula with |u| has a corner there
    probe("bce_with_logits", "other_n", y=y7, u=leaf(u7)),
    probe("bce_with_logits", "far_out", y=y_sure, u=leaf(u_far), shadow=False),
    probe("bce_with_logits", "tail", y=y_tail, u=leaf(u_tail)),
    probe("one_epoch_bce", "lecture", x=x, y=y, **lecture_start, lr=0.05),
    probe("one_epoch_bce", "other_start", x=x_far, y=y_far, **flat_start, lr=0.0113),
    probe("one_epoch_bce", "other_n", x=x60, y=y60, **other_start, lr=0.25),
    probe("make_adam", "lecture", **lecture_start, lr=0.05),
    probe("make_adam", "other_lr", **other_start, lr=0.3),
    probe("make_adam", "small_lr", **other_start, lr=0.0003127),
    *(
        made
        for fit in ("fit_bce", "fit_adam")
        for made in (
            probe(fit, "lecture", x=x, y=y, **lecture_start),
            probe(fit, "other_start", x=x_far, y=y_far, **flat_start, lr=0.0057, epochs=21),
            probe(fit, "other_n", x=x60, y=y60, **other_start, lr=0.25, epochs=6),
            probe(fit, "small", x=x_sure, y=y_separate, **sure_start, lr=0.0317, epochs=5),
        )
    ),
)
