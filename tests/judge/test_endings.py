"""A tape that did not finish says how it ended, where, and in which epoch."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.endings import ended
from autograder.model import GAP, Column, Ending, Fault, Kind, Tape
from autograder.recorder.describe import describe
from tests.weeks import SOLUTION

MOVED = ([[0.0], [1.0]], [[1.0], [2.0]])
STOPPED = ([[0.0], [1.0]], [[1.0], [1.0]])


def tape(ending=Ending.RAISED, fault=None, *, before=(), after=()):
    columns = [(name, rows) for name, rows in (("before.What", before), ("after.What", after)) if rows]
    kept = tuple(Column(name, tuple(range(len(rows))), describe(torch.tensor(rows))) for name, rows in columns)
    return Tape("fit/it", ending, fault, epochs=len(before), columns=kept)


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (Ending.MISSING, Kind.MISSING),
        (Ending.TIMED_OUT, Kind.TIMED_OUT),
        (Ending.OUT_OF_MEMORY, Kind.OUT_OF_MEMORY),
        (Ending.KILLED, Kind.KILLED),
    ],
)
def test_every_ending_is_a_kind_of_its_own(ending, kind):
    assert ended(tape(ending)).kind is kind


@pytest.mark.parametrize(
    ("message", "kind"), [("mse: step2", Kind.NOT_STARTED), ("", Kind.NOT_STARTED), ("no ^", Kind.RAISED)]
)
def test_only_the_handouts_own_words_are_a_gap(message, kind):
    assert ended(tape(fault=Fault(GAP, message))).kind is kind


@pytest.mark.parametrize(("rows", "epoch"), [(MOVED, 2), (STOPPED, 1), (([], []), None)])
def test_an_error_belongs_to_the_epoch_that_was_begun_and_not_done(rows, epoch):
    before, after = rows
    assert ended(tape(fault=Fault("ValueError", "no"), before=before, after=after)).epoch == epoch


def test_an_untouched_gap_is_not_started(judged):
    stub = SOLUTION.replace(
        "    return torch.mean((y - yhat) ** 2)", '    raise NotImplementedError("mse: step2: loss")'
    )
    assert judged(stub)["mse.averages"].difference.kind is Kind.NOT_STARTED


def test_an_exception_names_the_students_own_line(judged):
    found = judged(SOLUTION.replace("return torch.sqrt(mse(y, yhat))", "return torch.sqrt(mse(y, nothing))"))
    difference = found["rmse.root"].difference
    assert (difference.kind, difference.file) == (Kind.RAISED, "regression.py")
    assert SOLUTION.strip().splitlines()[difference.line - 2].strip().startswith("return torch.sqrt")
