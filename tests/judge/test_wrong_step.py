"""A wrong step says where it is wrong first, and by how much."""

from __future__ import annotations

import torch

from autograder.judge.wrong_step import difference_at, near, wrong_step
from autograder.model import Kind, Measure

GOT = {"w": torch.tensor([[1.0, 2.0], [3.0, 8.0], [5.0, 12.0]], dtype=torch.float64)}
RIGHT = {"w": torch.tensor([[1.0, 2.0], [1.5, 4.0], [2.5, 6.0]], dtype=torch.float64)}


def test_nothing_wrong_is_no_step():
    assert wrong_step("after", torch.zeros(3, dtype=torch.bool), GOT, RIGHT, {"w": (2,)}) is None


def test_the_first_wrong_epoch_and_the_number_that_is_furthest_off_are_told():
    found = wrong_step("after", torch.tensor([False, True, True]), GOT, RIGHT, {"w": (2,)})
    assert found is not None
    assert (found.difference.epoch, found.difference.index, found.difference.quantity) == (1, (1,), "after.w")
    assert found.difference.pattern is not None
    assert (found.difference.pattern.measure, found.difference.pattern.number) == (Measure.SCALED, "2")


def test_a_parameter_whose_steps_are_right_to_rounding_is_not_among_the_wrong_ones():
    """A step of 1e-7 is read from two places of single precision."""
    right = {"w": torch.tensor([[1.0], [2.0]]), "b": torch.tensor([[1.0], [1.0]])}
    got = {"w": torch.tensor([[1.5], [2.5]]), "b": torch.tensor([[1.0], [1.0]]) + 2**-23}
    got, right = ({name: rows.double() for name, rows in one.items()} for one in (got, right))
    taken = {"w": got["w"] - 0.5, "b": got["b"] - 1}
    steps = {"w": taken["w"] * 0 + 2e-6, "b": taken["b"] * 0.5}
    found = wrong_step("after", torch.tensor([True, True]), got, right, {"w": (1,), "b": (1,)}, parts=(taken, steps))
    assert found is not None
    assert found.difference.pattern is not None
    assert found.difference.pattern.names == ("w",)


def test_a_number_that_is_none_is_not_finite():
    nan = torch.tensor([float("nan")])
    assert difference_at("loss", 0, nan, torch.tensor([1.0]), ()).kind is Kind.NOT_FINITE


def test_native_paths_may_lie_further_apart():
    assert near(shadow=False) > near(shadow=True)
