"""Columns by quantity and epoch, with the size that each quantity had had by then."""

from __future__ import annotations

import pytest
import torch

from autograder.errors import DepartedError
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Column, Ending, Tape, Value
from autograder.recorder.describe import describe


def columns(*parts):
    return TapeColumns(Tape("fit/it", Ending.FINISHED, columns=tuple(Column(*part) for part in parts)))


LOSS = ("loss", (0, 1, 2), describe(torch.tensor([4.0, -8.0, 2.0])))


def test_a_row_is_found_by_epoch():
    assert columns(LOSS).row("loss", 1) == -8.0
    assert columns(LOSS).row("loss", 3) is None


def test_a_size_is_the_largest_so_far():
    assert columns(LOSS).sizes("loss").tolist() == [4.0, 8.0, 8.0]
    assert columns(LOSS).scale("loss", 0) == 4.0


def test_a_quantity_may_change_its_shape_on_the_way():
    found = columns(("yhat", (0,), describe(torch.ones(1, 3))), ("yhat", (1,), describe(2 * torch.ones(1, 2, 1))))
    assert [found.row("yhat", epoch).shape for epoch in (0, 1)] == [(3,), (2, 1)]
    assert found.scale("yhat", 1) == 2.0


def test_a_value_too_large_to_be_kept_departs_by_its_shape():
    with pytest.raises(DepartedError):
        columns(("yhat", (0,), Value("Tensor", shape=(1, 9_000_000)))).row("yhat", 0)


def test_parameters_are_named_in_the_order_they_were_seen():
    found = columns(
        ("before.bias", (0,), describe(torch.ones(1, 1))), ("after.weight", (0,), describe(torch.ones(1, 1)))
    )
    assert found.names == ("bias", "weight")


def test_turns_without_a_gradient_are_by_hand_and_none_at_all_are_not():
    moved = ("before.w", (0, 1), describe(torch.ones(2, 1)))
    assert columns(moved).is_by_hand
    assert not columns(moved, ("gradient.w", (0,), describe(torch.ones(1, 1)))).is_by_hand
    assert not columns().is_by_hand
