"""The shadow is read where it did as the native run did and kept every digit; the native tape elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from autograder.judge.probe_tapes import ProbeTapes
from autograder.model import Column, Ending, Tape
from autograder.recorder.describe import describe

VALUE = torch.tensor([1.0, 2.0])


def tapes(native=VALUE, shadow=None, **changed):
    doubled = VALUE.double() if shadow is None else shadow
    path = Column("loss", (0,), describe(torch.ones(1, 1, dtype=torch.float64)))
    first = Tape("fit/it", Ending.FINISHED, returned=describe(native), epochs=1, columns=(path,))
    return ProbeTapes(first, replace(first, returned=describe(doubled), shadow=True, **changed))


def test_a_shadow_that_agrees_is_read():
    found = tapes()
    assert found.applies
    assert found.columns.tape.shadow


@pytest.mark.parametrize(
    "found",
    [
        tapes(shadow=VALUE),
        tapes(shadow=VALUE.double() * 1.0001),
        tapes(shadow=VALUE.double()[:1]),
        tapes(ending=Ending.RAISED),
        tapes(epochs=2),
        tapes(pure=False),
        tapes(columns=()),
        ProbeTapes(tapes().native),
    ],
    ids=["single", "apart", "another shape", "another end", "another path", "digits lost", "nothing seen", "none"],
)  # fmt: skip
def test_a_shadow_that_differs_leaves_the_native_tape(found):
    assert not found.applies
    assert not found.columns.tape.shadow


def test_what_is_not_finite_in_both_agrees():
    odd = torch.tensor([float("nan"), float("inf")])
    assert tapes(native=odd, shadow=odd.double()).applies
