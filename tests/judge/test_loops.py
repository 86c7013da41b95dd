"""A call with several loops: each a tape of its own, asked for by order, optimiser or parameter."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest
import torch

from autograder.judge.loops import all_asked_for, asked_for, joined, loops_of, moved_in
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Column, Ending, RecordedLoop, Tape
from autograder.recorder.describe import describe
from tests.judge.edited import edited_week


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


LOADED = '''
def one_epoch(net, loader, optimizer):
    """미니배치마다.

    For every mini-batch.
    """
    for x, y in loader:
        loss = ((net(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net
'''
LOADED_PARTS = {
    "solution": LOADED,
    "probes": """
        import torch

        from autograder.assignment import probe

        x = torch.arange(20.0).reshape(10, 2) / 7
        PROBES = tuple(probe("one_epoch", name, x=x, size=size, calls=calls) for name, size, calls in (("batches", 4, 1), ("calls", 10, 3)))
    """,
    "drivers": """
        import torch


        def one_epoch(work, x, size, calls):
            torch.manual_seed(0)
            net = torch.nn.Linear(2, 1)
            optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
            for _ in range(calls):
                work.one_epoch(net, [*zip(x.split(size), (x[:, :1] + 1).split(size))], optimizer)
            return {}
    """,
    "checks": """
        import pytest

        from autograder import checks


        @pytest.mark.exercise("one_epoch")
        @pytest.mark.points(1)
        @pytest.mark.probe("batches", "calls")
        class TestOneEpoch(checks.LoopChecks):
            pass
    """,
}


def test_batches_of_a_loader_that_is_handed_over_are_batches_and_calls_are_epochs(tmp_path):
    """Where no argument counts epochs, an epoch ends where the data come again."""
    second = "loss = (", "net.k = getattr(net, 'k', 0) + 1; loss = (1 + (net.k == 2)) * ("
    parts = {name: dedent(text) for name, text in LOADED_PARTS.items()}
    with edited_week(tmp_path, "loaded", **parts) as week:
        assert week.lost() == set()
        found = week.differences(second)
    places = {name: (one.epoch, one.batch) for name, one in found.items() if one and "loss" in name}
    assert places == {"one_epoch.step2_loss[batches]": (0, 1), "one_epoch.step2_loss[calls]": (1, None)}


def test_a_name_may_mean_several_loops_and_by_its_first_meaning_only():
    twice = loops_of(replace(PAIR, loops=(*PAIR.loops, replace(PAIR.loops[0], optimizer="RMSprop"))))
    assert all_asked_for(twice, "net") == [0, 2]
    assert all_asked_for(twice, "adam") == [0]
    assert all_asked_for(twice, "nobody") == []
