"""A tape's loop as arrays: known of every epoch, or not used."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.loop_path import Path, beyond, index_of, prolonged, shaped, sizes_so_far
from autograder.model import Column, Ending, Tape
from autograder.recorder.describe import describe, describe_rows

W = torch.tensor([[[1.0], [2.0]], [[3.0], [4.0]]])


def path(*left_out, epochs=2):
    kinds = ("before.W", "gradient.W", "after.W", "loss")
    rows = {kind: W if kind != "loss" else torch.tensor([[5.0], [6.0]]) for kind in kinds if kind not in left_out}
    columns = tuple(Column(kind, (0, 1), describe(values)) for kind, values in rows.items())
    return Path(Tape("fit/it", Ending.FINISHED, epochs=epochs, columns=columns))


def test_a_row_is_an_epoch_in_double():
    found = path()
    assert found.is_whole
    assert found.before["W"].tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert found.before["W"].dtype is torch.float64
    assert found.loss.reshape(-1).tolist() == [5.0, 6.0]


@pytest.mark.parametrize("missing", ["gradient.W", "after.W"])
def test_a_path_of_which_anything_is_missing_is_not_whole(missing):
    assert not path(missing).is_whole
    assert not path(epochs=3).is_whole


def test_a_path_may_be_whole_without_a_loss():
    """A root of several numbers is none."""
    assert path("loss").is_whole
    assert not path("loss").shows_loss
    assert path().shows_loss


def test_a_loop_without_gradients_is_by_hand():
    assert path("gradient.W").is_by_hand
    assert not path().is_by_hand


def test_what_was_not_carried_is_nothing():
    assert path().carried["W"].tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_numbers_are_held_against_the_largest_of_their_row():
    got, right = torch.tensor([[1.0, 100.5]]), torch.tensor([[1.4, 100.0]])
    assert beyond(0.004, got, right, torch.zeros(1)).tolist() == [[False, True]]
    assert beyond(0.004, got, right, torch.tensor([1000.0])).tolist() == [[False, False]]


def test_what_is_nan_is_beyond_and_a_right_value_that_is_none_asks_nothing():
    nan = float("nan")
    assert beyond(1.0, torch.tensor([[nan]]), torch.tensor([[1.0]]), torch.ones(1)).all()
    assert not beyond(1.0, torch.tensor([[1.0]]), torch.tensor([[nan]]), torch.ones(1)).any()


def test_sizes_grow_and_the_last_one_goes_on():
    assert prolonged(sizes_so_far(torch.tensor([[1.0], [-4.0], [2.0]])), 5).tolist() == [1, 4, 4, 4, 4]


def test_rows_take_their_shapes_again():
    assert shaped({"W": torch.arange(4.0).reshape(1, 4)}, {"W": (2, 2)})["W"].shape == (1, 2, 2)
    assert [index_of(place, (2, 3)) for place in (0, 4)] == [(0, 0), (1, 1)]


def test_an_epoch_whose_loss_does_not_reach_a_parameter_has_none_of_its_gradient_and_is_judged():
    """A bias that is detached from some epoch on was let pass: no epoch of the path was looked at."""
    rows = torch.ones(3, 1, dtype=torch.float64)
    every = (Column(f"{kind}.b", (0, 1, 2), describe_rows(rows)) for kind in ("before", "after"))
    columns = (*every, Column("gradient.b", (0, 1), describe_rows(rows[:2])))
    path = Path(Tape("fit/it", Ending.FINISHED, shadow=True, epochs=3, columns=columns))
    assert path.is_whole
    assert path.gradient["b"].reshape(-1).tolist() == [1.0, 1.0, 0.0]
