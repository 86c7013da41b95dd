"""A function of one epoch that never calls backward is followed call by call."""

from __future__ import annotations

import torch

from autograder.recorder.walk import ParameterWalk
from autograder.recorder.watch import Watch


def walked(*moves: float):
    walk, w, watch = ParameterWalk(), torch.tensor([8.0]), Watch()
    for move in moves:
        walk.through({"w": w}, watch, lambda move=move: w.sub_(move))
    return walk.loop("fit/it")


def test_each_call_is_a_turn():
    loop = walked(4.0, 2.0)
    assert loop is not None
    assert [row.item() for row in loop.rows("after.w").values()] == [4.0, 2.0]


def test_one_call_is_no_loop():
    assert walked(4.0) is None


def test_calls_that_move_nothing_are_no_loop():
    assert walked(0.0, 0.0) is None
