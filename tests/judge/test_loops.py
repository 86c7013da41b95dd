"""A call with several loops: each a tape of its own, asked for by order, optimiser or parameter."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.loops import asked_for, joined, loops_of, moved_in
from autograder.judge.tape_columns import TapeColumns
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


def in_turns(*ticks, start=0.0):
    """Loops that move one parameter by one in each of their turns, told from each other by line."""
    loops = []
    for line, own in enumerate(ticks):
        rows = torch.tensor(own).reshape(-1, 1) + start
        turns = tuple(range(len(own)))
        moved = (("before", rows), ("after", rows + 1.0))
        each = tuple(Column(f"{kind}.w", turns, describe(values)) for kind, values in moved)
        loops.append(RecordedLoop("fit.py", line, "", len(own), own, columns=each))
    return Tape("fit/it", Ending.FINISHED, epochs=len(ticks[0]), columns=loops[0].columns, loops=tuple(loops))


ONE = Tape("fit/it", Ending.FINISHED, epochs=5)


@pytest.mark.parametrize("ticks", [((0,), (1, 2, 3, 4)), ((0, 2, 4), (1, 3)), ((0, 1), (2, 3), (4,))])
def test_loops_that_go_on_where_the_last_turn_ended_are_one(ticks):
    """The first turn before the loop, two turns written out in it, a loop after another."""
    whole = joined(in_turns(*ticks), ONE)
    assert (whole.epochs, whole.loops) == (5, ())
    assert TapeColumns(whole).values("before.w")[0].reshape(-1).tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_loops_with_a_move_between_them_stay_apart():
    tape = in_turns((0, 1), (3, 4))
    assert joined(tape, ONE) is tape


def test_loops_stay_apart_where_the_solution_has_several():
    tape = in_turns((0,), (1, 2))
    assert joined(tape, PAIR) is tape
