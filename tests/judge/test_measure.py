"""A regularity is told where the numbers follow it, and nothing where they do not."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.measure import pattern
from autograder.model import Measure

RIGHT = torch.tensor([[1.0, -2.0], [3.0, 4.0], [-5.0, 6.0], [7.0, 8.0]])
LATE = torch.tensor([False, True, True, True])


def measured(got, wrong=LATE):
    return pattern("after", wrong, {"W": got}, {"W": RIGHT})


@pytest.mark.parametrize(
    ("got", "measure", "number"),
    [
        (RIGHT * 0.5, Measure.SCALED, "0.5"),
        (RIGHT * -2, Measure.TURNED, "2"),
        (RIGHT * 0, Measure.STILL, ""),
        (RIGHT.flip(0), Measure.APART, ""),
        (RIGHT * float("nan"), Measure.APART, ""),
    ],
)
def test_the_rule_that_wrong_values_follow_is_measured(got, measure, number):
    found = measured(got)
    assert (found.measure, found.number, found.names) == (measure, number, ("W",))


def test_one_number_that_is_always_as_much_too_large_is_shifted():
    right = torch.tensor([[1.0], [3.0], [-5.0]])
    found = pattern("loss", torch.tensor([True] * 3), {"": right + 0.25}, {"": right})
    assert (found.measure, found.number) == (Measure.SHIFTED, "0.25")


def test_the_epochs_are_from_the_first_to_the_last_wrong_one_or_to_the_end():
    assert (measured(RIGHT * 2).since, measured(RIGHT * 2).until) == (1, None)
    while_wrong = measured(RIGHT * 2, torch.tensor([False, True, True, False]))
    assert (while_wrong.since, while_wrong.until, while_wrong.count) == (1, 2, 2)


def test_only_the_parameters_that_are_wrong_are_named():
    found = pattern("after", LATE, {"W": RIGHT, "b": RIGHT * 3}, {"W": RIGHT, "b": RIGHT})
    assert found.names == ("b",)
