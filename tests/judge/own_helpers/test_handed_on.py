"""A value that was handed on from call to call is that of its turn; one that was not, or beside other data, is none."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.own_helpers.handed_on import makes_every_loss
from autograder.model import Call, Column, Ending, Tape
from autograder.recorder.describe import describe, describe_rows

X, Y, WHAT = torch.tensor([[1.0, 2.0], [1.0, 3.0]]), torch.tensor([[1.0], [2.0]]), torch.tensor([[0.5], [-1.0]])
YHAT = X @ WHAT + 1
LOSS = ((Y - YHAT) ** 2).sum()


def called(exercise, returned, *inputs):
    return Call(exercise, tuple(map(describe, inputs)), describe(returned))


def taped(*calls, loss=LOSS, **columns):
    rows = {"loss": loss, "before.What": WHAT, **columns}
    kept = tuple(Column(name, (0,), describe_rows(row[None])) for name, row in rows.items())
    return Tape("fit/lecture", Ending.FINISHED, epochs=1, columns=kept, calls=calls)


def made(tape):
    return makes_every_loss(tape, "yhat", [describe(X), describe(Y), describe(torch.zeros(2, 1))])


OWN = called("yhat", YHAT, X, WHAT)
SSE = called("sse", LOSS, Y, YHAT)


@pytest.mark.parametrize(
    "tape",
    [
        taped(OWN, SSE),
        taped(OWN, SSE, called("backward", None, LOSS), loss=2 * LOSS),  # what backward makes of it is its own
    ],
)
def test_what_reaches_the_loss_is_that_of_its_turn(tape):
    assert made(tape)


@pytest.mark.parametrize(
    "tape",
    [
        taped(OWN, SSE, loss=2 * LOSS),  # the caller's own loss
        taped(OWN, called("sse", LOSS, Y / 2, YHAT)),  # other labels
        taped(called("yhat", YHAT, X[:1], WHAT), SSE),  # other rows
        taped(called("yhat", YHAT, X, WHAT + 1), SSE),  # other parameters
        taped(SSE),
        taped(OWN, SSE, yhat=YHAT),  # it has a name, which says what it was
    ],
)
def test_what_is_called_for_show_is_nobodys(tape):
    assert not made(tape)
