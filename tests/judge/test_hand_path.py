"""Steps by hand are judged by their size too, epoch by epoch, as far as these are kept."""

from __future__ import annotations

from types import SimpleNamespace

import torch

from autograder.judge.hand_path import wrong_by_hand
from autograder.judge.loop_path import Path
from autograder.model import Column, Ending, Tape
from autograder.recorder.describe import describe_rows


class Slope:
    """A solution whose gradient is the parameter itself, and each step so many times it; None: that nobody knows."""

    def __init__(self, rate: float | None) -> None:
        self.loop, self._rate = self, rate

    def at(self, parameters):
        return type("Values", (), {"gradient": dict(parameters)})()

    def steps(self, gradient, _path):
        return self._rate and {name: -self._rate * rows for name, rows in gradient.items()}


def path(*values: float) -> Path:
    rows = torch.tensor(values, dtype=torch.float64).reshape(-1, 1)
    epochs = tuple(range(len(rows) - 1))
    columns = (
        Column("before.w", epochs, describe_rows(rows[:-1])),
        Column("after.w", epochs, describe_rows(rows[1:])),
    )
    return Path(Tape("fit/it", Ending.FINISHED, shadow=True, epochs=len(epochs), columns=columns))


def ending(last: float) -> Path:
    """Two epochs as the solution's, and the end of the fifth."""
    rows = torch.tensor([[4.0], [2.0], [last]], dtype=torch.float64)
    before = torch.tensor([[8.0], [4.0]], dtype=torch.float64)
    columns = (Column("before.w", (0, 1), describe_rows(before)), Column("after.w", (0, 1, 4), describe_rows(rows)))
    return Path(Tape("fit/it", Ending.FINISHED, shadow=True, epochs=5, columns=columns))


RIGHT = path(8.0, 4.0, 2.0, 1.0)


def test_steps_of_the_right_size_are_right():
    assert wrong_by_hand(path(8.0, 4.0, 2.0, 1.0), RIGHT, Slope(0.5)) is None


def test_the_first_step_of_another_size_is_wrong_and_measured():
    found = wrong_by_hand(path(8.0, 4.0, 3.0, 1.5), RIGHT, Slope(0.5))
    assert found is not None
    assert (found.epochs, found.difference.got, found.difference.expected) == ((1,), "3", "2")


def test_where_the_solutions_steps_are_not_known_nothing_is_said_of_single_steps():
    assert wrong_by_hand(path(8.0, 4.0, 3.0, 1.5), RIGHT, Slope(None)) is None


HALVES = torch.tensor([[4.0], [2.0], [1.0], [0.5], [0.25]], dtype=torch.float64)
WHOLE = SimpleNamespace(is_whole=True, epochs=5, shapes={"w": (1,)}, after={"w": HALVES})


def test_an_end_where_an_earlier_epoch_ends_is_too_few_epochs_and_no_wrong_step():
    assert wrong_by_hand(ending(0.3), WHOLE, Slope(0.5)) is not None
    assert wrong_by_hand(ending(0.5), WHOLE, Slope(0.5)) is None


def walked(*values: float, epochs: int | None = None) -> Path:
    """Two epochs kept in full, and the end of every other."""
    rows = torch.tensor(values, dtype=torch.float64).reshape(-1, 1)
    count = len(rows) - 1
    columns = (
        Column("before.w", (0, 1), describe_rows(rows[:2])),
        Column("after.w", (0, 1, count - 1), describe_rows(rows[[1, 2, count]])),
        Column("walked.w", tuple(range(count)), describe_rows(rows[1:])),
    )
    return Path(Tape("fit/it", Ending.FINISHED, shadow=True, epochs=epochs or count, columns=columns))


def test_a_rate_that_changes_late_is_measured_from_that_epoch_on():
    found = wrong_by_hand(walked(64.0, 32.0, 16.0, 8.0, 6.0, 4.5), path(64.0, 32.0, 16.0, 8.0, 4.0, 2.0), Slope(0.5))
    assert found is not None
    assert found.epochs == (3, 4)
    measured = found.difference.pattern
    assert measured is not None
    assert (measured.since, measured.number) == (3, "0.5")


LONG = [64.0 - turn for turn in range(80)]


class Fixed:
    """A solution that goes down by one in each step."""

    loop = Slope(1.0)

    @staticmethod
    def steps(gradient, _path):
        return {name: -torch.ones_like(rows) for name, rows in gradient.items()}


def test_what_no_step_of_a_long_walk_shows_its_end_does():
    slower = [64.0 - turn * (1 - 1e-6) for turn in range(80)]
    right = SimpleNamespace(is_whole=True, epochs=79, shapes={"w": (1,)}, after=path(*LONG).after)
    found = wrong_by_hand(walked(*slower), right, Fixed)
    assert found is not None
    assert found.epochs == (78,)
    assert wrong_by_hand(walked(*LONG), right, Fixed) is None


def test_an_end_elsewhere_is_no_fault_of_steps_that_are_all_right():
    """Too few epochs: the count says so."""
    assert wrong_by_hand(walked(8.0, 4.0, 2.0, epochs=3), path(8.0, 4.0, 2.0, 1.0), Slope(0.5)) is None
