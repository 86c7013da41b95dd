"""A regularity is told where the numbers follow it, and nothing where they do not."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.measure import pattern, value_pattern
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
        (RIGHT.flip(0), Measure.OFF, "165%"),
        (RIGHT * torch.tensor([[1.0], [0.5], [0.75], [0.9]]), Measure.VARIED, "0.5–0.9"),
        (RIGHT * 1.00001, Measure.SCALED, "1.00001"),
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


def test_epochs_in_which_nothing_finite_is_right_end_no_span():
    right = torch.cat([RIGHT[:2], torch.full((2, 2), float("inf"))])
    found = pattern("loss", torch.tensor([True, True, False, False]), {"": right * 2}, {"": right})
    assert (found.since, found.until) == (0, None)


def test_only_the_parameters_that_are_wrong_are_named():
    found = pattern("after", LATE, {"W": RIGHT, "b": RIGHT * 3}, {"W": RIGHT, "b": RIGHT})
    assert found.names == ("b",)


def test_an_element_that_is_wrong_alone_is_named_alone():
    got = RIGHT * torch.tensor([1.0, 0.1])
    found = pattern("after", LATE, {"W": got}, {"W": RIGHT}, {"W": (2, 1)})
    assert (found.measure, found.number, found.names) == (Measure.SCALED, "0.1", ("W[1]",))


def test_a_step_that_takes_the_one_before_with_it_is_told_so():
    got = [RIGHT[0]]
    for row in RIGHT[1:]:
        got.append(row + 0.9 * got[-1])
    found = measured(torch.stack(got))
    assert (found.measure, found.number) == (Measure.TRAILING, "0.9")
    assert pattern("loss", LATE, {"": torch.stack(got)}, {"": RIGHT}).measure is not Measure.TRAILING


def test_a_factor_of_one_is_told_with_the_digits_that_tell_it_from_one_or_not_at_all():
    noise = RIGHT + torch.tensor([[1e-3, -1e-3], [-2e-3, 1e-3], [1e-3, 2e-3], [-1e-3, 0]])
    assert measured(noise).measure is Measure.OFF


NUMBERS = torch.tensor([0.12345, -2.34567, 31.98765, 4.0, 0.5])


@pytest.mark.parametrize(
    ("got", "measure", "number"),
    [
        (NUMBERS * 3, Measure.SCALED, "3"),
        (-NUMBERS, Measure.TURNED, "1"),
        (NUMBERS + 0.25, Measure.SHIFTED, "0.25"),
        (NUMBERS * 0, Measure.STILL, ""),
        (NUMBERS.round(decimals=2), Measure.ROUNDED, "2"),
        (NUMBERS.bfloat16().float(), Measure.NARROWED, "bfloat16"),
        (NUMBERS.clamp(max=20), Measure.CAPPED, "20"),
        (NUMBERS.clamp(min=-1), Measure.FLOORED, "-1"),
        (NUMBERS - torch.tensor([0, 0, 1.2345, 0, 0]), Measure.PARTLY, "1/5"),
        (NUMBERS.flip(0), Measure.REORDERED, ""),
        (NUMBERS + torch.tensor([0, 0, 1.0, 0, -2.0]), Measure.PARTLY, "2/5"),
        (NUMBERS + torch.tensor([0.5, 0.2, 1.0, 7.0, -2.0]), Measure.OFF, "22.8%"),
    ],
)
def test_a_value_without_epochs_is_measured_as_a_whole(got, measure, number):
    found = value_pattern(got, NUMBERS, 1e-6)
    assert found is not None
    assert (found.quantity, found.measure, found.number, found.count) == ("value", measure, number, len(NUMBERS))


def test_nothing_is_measured_of_what_is_not_finite_or_of_another_shape():
    assert value_pattern(NUMBERS * float("nan"), NUMBERS, 1e-6) is None
    assert value_pattern(NUMBERS[:2], NUMBERS, 1e-6) is None


def test_small_numbers_that_are_scaled_otherwise_are_no_multiple():
    """2σ(u) - 1 for tanh(u): half of it near 0, and more further out."""
    u = torch.tensor([0.125, 0.01], dtype=torch.float64)
    found = value_pattern(torch.tanh(u / 2), torch.tanh(u), 1e-9)
    assert found is not None
    assert found.measure is Measure.OFF
