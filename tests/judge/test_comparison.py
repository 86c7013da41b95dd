"""A distance is in units of the precision's roundoff and of the quantity's size; a difference says where."""

from __future__ import annotations

import pytest
import torch

from autograder.errors import UncalibratedError
from autograder.judge.comparison import Comparison, Precision, Tolerance, close, difference, seen
from autograder.model import Kind, Measure


def recorded(values, *, shadow=True, most=1000.0):
    return seen(torch.tensor(values), Comparison(Tolerance(most, most), shadow=shadow), quantity="loss")


@pytest.mark.parametrize("precision", Precision)
def test_a_distance_is_in_roundoffs_of_the_largest_size(precision):
    shadow = precision is Precision.DOUBLE
    right = torch.tensor([1.0, 8.0], dtype=torch.float64)
    mine = Comparison(Tolerance(10.0, 10.0), shadow=shadow)
    assert difference(right + 8 * 9 * precision.value, right, mine) is None
    assert mine.widest == pytest.approx(9, rel=0.2)
    assert difference(right + 8 * 12 * precision.value, right, mine).kind is Kind.VALUE


def test_a_difference_names_its_element_and_tells_the_numbers_apart():
    found = difference(torch.tensor([[1.0, 2.0], [3.0, 4.0001]]), torch.tensor([[1.0, 2.0], [3.0, 4.0]]), Comparison())
    assert (found.index, found.got, found.expected) == ((1, 1), "4.0001", "4")


def test_a_text_that_reads_like_what_is_asked_is_told_in_quotes():
    found = difference("None", None)
    assert (found.got, found.expected) == ("'None'", "None")


def test_the_comparison_remembers_the_difference_of_its_check():
    value = recorded([1.0])
    assert value != close(torch.tensor([2.0]))
    assert value.comparison.difference.kind is Kind.VALUE


def test_a_computed_value_is_measured_by_nobody():
    with pytest.raises(UncalibratedError):
        assert recorded([1.0]) * 2 == close(torch.tensor([2.0]))


@pytest.mark.parametrize(
    ("got", "right", "kind"),
    [
        (torch.ones(2), torch.ones(3), Kind.SHAPE),
        (torch.ones(1) * 1j, torch.ones(1), Kind.DTYPE),
        ("1.0", torch.ones(1), Kind.TYPE),
        (True, torch.ones(1), Kind.TYPE),
        (torch.tensor(float("nan")), torch.tensor(1.0), Kind.NOT_FINITE),
        ([1.0], [1.0, 2.0], Kind.SHAPE),
        ({"a": 1.0}, {"b": 1.0}, Kind.VALUE),
        (None, "text", Kind.VALUE),
    ],
)
def test_every_difference_has_its_kind(got, right, kind):
    assert difference(got, right, Comparison()).kind is kind


def test_a_value_of_no_loop_belongs_to_no_epoch():
    """`gradient` alone is what a driver wrote down; a loop's has the parameter behind it."""
    comparison = Comparison(Tolerance(shadow=1.0))
    alone, of_loop = (seen(torch.tensor([[1.0], [2.0]]), comparison, quantity=q) for q in ("gradient", "gradient.What"))
    right = torch.tensor([[1.0], [4.0]])
    assert [difference(one, right).epoch for one in (alone, of_loop)] == [None, 1]


def test_a_recorded_value_reads_as_its_numbers():
    assert repr(seen(torch.tensor([0.5, 2.0]), Comparison())) == "[0.5, 2.0]"


def test_what_is_said_of_a_list_holds_for_all_its_numbers():
    """One number of a list may be half of the right one while the others are other multiples, or right."""
    asked = Comparison()
    got = [seen(torch.tensor(value), asked, quantity="returned") for value in (4.0, 10.0, 10.0)]
    assert difference(got, [10.0, 10.0, 4.0]).pattern.measure is Measure.REORDERED
    halves = [seen(torch.tensor(value), asked, quantity="returned") for value in (5.0, 5.0, 2.0)]
    assert difference(halves, [10.0, 10.0, 4.0]).pattern.number == "0.5"
    assert difference(halves, [5.0, 5.0, 4.0]).pattern.measure is Measure.PARTLY
    whole = {"a": seen(torch.ones(2), asked, quantity="state"), "b": seen(torch.ones(2), asked, quantity="state")}
    assert difference(whole, {"a": torch.ones(2), "b": 2 * torch.ones(2)}).pattern is None


def test_a_difference_in_a_dict_or_list_names_key_and_place_and_the_epoch_of_one_for_each():
    history = {"train": [1.0, 2.0, 3.0], "valid": [1.0, 2.5, 3.0]}
    right = {"train": [1.0, 2.0, 3.0], "valid": [1.0, 2.0, 3.0]}
    comparison = Comparison(epochs=lambda: 3)
    mine = {
        key: [seen(torch.tensor(one), comparison, quantity="returned") for one in row] for key, row in history.items()
    }
    found = difference(mine, right)
    assert (found.part, found.part_epoch, found.got) == ('["valid"][1]', 1, "2.5")
    rows = [(torch.ones(2), torch.tensor(1.0)), (torch.ones(2), torch.tensor(2.0))]
    assert difference(rows, [rows[0], (torch.ones(2), torch.tensor(1.0))], Comparison()).part == "[1][1]"


@pytest.mark.parametrize("right", [True, torch.ones((), dtype=torch.bool)])
def test_a_truth_is_told_as_one_and_nothing_is_said_of_all_of_it(right):
    found = difference(seen(torch.zeros((), dtype=torch.bool), Comparison(), quantity="left"), right)
    assert (found.got, found.expected, found.pattern) == ("False", "True", None)
    assert difference(torch.tensor(0.0), torch.tensor(1.0), Comparison()).pattern is None
