"""The sum of two losses: each network is held by its own part of it."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.alignment import straight
from autograder.judge.part_losses import with_losses
from autograder.judge.right_path import RightPath
from autograder.model import Column, Ending, Tape
from autograder.recorder.describe import describe, tensor

SHOWN = {"loss_a": 1.0, "loss_b": 2.0}


def tape(name: str, loss: float, slope: float | None, *, moves: float = 1.0, shown=()):
    """One turn of one parameter."""
    rows = {"loss": loss, f"before.{name}": 0.0, f"after.{name}": moves}
    rows |= {} if slope is None else {f"slope.{name}": slope, f"gradient.{name}": slope}
    rows |= {f"candidate.{variable}": value for variable, value in shown}
    made = tuple(Column(one, (0,), describe(torch.tensor([value]).double())) for one, value in rows.items())
    return Tape("f/it", Ending.FINISHED, epochs=1, columns=made)


def path(name: str, loss: float, slope: float):
    return RightPath(tape(name, loss, slope), straight(1, 1, 1))


RIGHT = path("a", 1.0, 10.0), path("b", 2.0, 20.0)
AT_ONCE = path("a", 1.0, 10.0), path("b", 2.5, 25.0)


def shares(total, slopes, *, shown=(), moves=(1.0, 1.0)):
    """The losses of both networks; of one that is not there none."""
    parts = [
        tape(name, total, slope, moves=far, shown=shown) for name, slope, far in zip("ab", slopes, moves, strict=True)
    ]
    found, paths = with_losses(parts, RIGHT, lambda: AT_ONCE)
    assert len(found) == len(paths)
    return [float(tensor(column.value)) for one in found for column in one.columns if column.quantity == "loss"]


@pytest.mark.parametrize(
    ("total", "slopes", "losses"),
    [
        (3.0, (10.0, 20.0), [1.0, 2.0]),
        (3.5, (10.0, 25.0), [1.0, 2.5]),
        (3.0, (17.0, 20.0), [1.0, 2.0]),
        (3.5, (17.0, 31.0), [1.0, 2.5]),
        (7.0, (50.0, 20.0), [5.0, 2.0]),
        (9.0, (17.0, 20.0), [7.0, 2.0]),
        (36.0, (120.0, 240.0), [12.0, 24.0]),
    ],
    ids=[
        "right",
        "the other net not yet updated",
        "a leak, which the loss does not show",
        "a leak and a net not yet updated",
        "one five times",
        "one of another kind",
        "both twelve times",
    ],
)
def test_each_network_has_its_part_of_a_sum_by_where_its_gradient_points(total, slopes, losses):
    assert shares(total, slopes) == losses


def test_a_loss_that_the_code_holds_as_it_should_be_is_that_networks():
    shown = [("loss_b", 2.0)]
    assert shares(9.0, (17.0, 31.0), shown=shown) == [7.0, 2.0]


def test_where_nothing_tells_both_losses_apart_each_is_the_whole():
    assert shares(9.0, (17.0, 31.0)) == [9.0, 9.0]


def test_a_number_added_to_a_sum_costs_one_network():
    assert shares(4.0, (10.0, 20.0)) == [2.0, 2.0]
    assert shares(4.0, (10.0, 20.0), shown=[("loss_a", 1.0)]) == [1.0, 3.0]


@pytest.mark.parametrize(("total", "loss"), [(3.0, 1.0), (1.0, 1.0)], ids=["in the sum", "not in it"])
def test_a_network_that_no_gradient_reaches_is_none_and_its_loss_no_other_ones(total, loss):
    assert shares(total, (10.0, None), moves=(1.0, 0.0)) == [loss]


def test_a_network_that_is_not_updated_but_descends_is_one_of_both():
    assert shares(3.0, (10.0, 20.0), moves=(1.0, 0.0)) == [1.0, 2.0]
