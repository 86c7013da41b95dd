"""Ready-made checks, for a week's own: each raises what one written by hand would."""

from autograder.checks.holding import hold
from autograder.checks.loops import LoopChecks, cleared, epochs, gradient, loss, optimizer, update
from autograder.checks.nets import (
    accuracy,
    count,
    drawn,
    evaluated,
    forward,
    frame,
    loss_value,
    no_graph,
    plain_answer,
    same,
    seeded,
    shapes,
    shapes_of,
    slopes,
    start,
    unchanged,
)

__all__ = [
    "LoopChecks",
    "accuracy",
    "cleared",
    "count",
    "drawn",
    "epochs",
    "evaluated",
    "forward",
    "frame",
    "gradient",
    "hold",
    "loss",
    "loss_value",
    "no_graph",
    "optimizer",
    "plain_answer",
    "same",
    "seeded",
    "shapes",
    "shapes_of",
    "slopes",
    "start",
    "unchanged",
    "update",
]
