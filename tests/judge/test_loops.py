"""A call with several loops: each a tape of its own, asked for by order, optimiser or parameter."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.loops import asked_for, loops_of, moved_in
from autograder.model import Column, Ending, RecordedLoop, Tape
from autograder.recorder.describe import describe


def columns(name, *, moves=True):
    rows = torch.arange(2.0).reshape(2, 1)
    after = rows + 1 if moves else rows
    return tuple(Column(f"{kind}.{name}", (0, 1), describe(v)) for kind, v in (("before", rows), ("after", after)))


PAIR = Tape(
    "train/it",
    Ending.FINISHED,
    epochs=2,
    columns=columns("net.0.weight"),
    loops=(
        RecordedLoop("gan.py", 3, "Adam", 2, columns=columns("net.0.weight") + columns("head.bias", moves=False)),
        RecordedLoop("gan.py", 9, "SGD", 2, columns=columns("head.bias")),
    ),
)


def test_a_tape_without_loops_is_its_own():
    tape = Tape("mse/it", Ending.FINISHED)
    assert loops_of(tape) == (tape,)


def test_each_loop_is_a_tape_in_the_order_they_began():
    first, second = loops_of(PAIR)
    assert (moved_in(first), moved_in(second)) == (("net.0.weight",), ("head.bias",))
    assert first.seen["loop.optimizer"].text == "Adam"


@pytest.mark.parametrize(
    ("what", "place"),
    [(0, 0), (1, 1), (-1, 1), (2, None), ("adam", 0), ("SGD", 1), ("net", 0), ("head.bias", 1), ("rmsprop", None)],
)
def test_a_loop_is_asked_for_by_order_optimiser_or_what_it_moves(what, place):
    assert asked_for(loops_of(PAIR), what) == place
