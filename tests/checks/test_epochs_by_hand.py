"""How many epochs a loop by hand has is told by where it ends, however its steps were wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest
import torch

from autograder.checks import epochs_by_hand
from autograder.errors import DepartedError
from autograder.judge.comparison import Comparison, seen
from autograder.judge.recorded import EpochCount
from autograder.model import Kind

if TYPE_CHECKING:
    from autograder.judge.view import StudentWork

KEPT = 8
RIGHT = 30


@dataclass
class Turn:
    epoch: int
    before: dict[str, torch.Tensor]
    after: dict[str, torch.Tensor]


class Work:
    """A loop whose gradient is the parameter itself, with a rate for each of its epochs."""

    def __init__(self, rates: list[float], asked: int = RIGHT) -> None:
        self.comparison = Comparison(shadow=True)
        values = [torch.tensor([8.0], dtype=torch.float64)]
        for rate in rates:
            values.append(values[-1] * (1 - rate))
        self._turns = [Turn(k, {"w": values[k]}, {"w": values[k + 1]}) for k in range(min(len(rates), KEPT))]
        self.epochs = EpochCount.of(asked, "", "")
        self.end, self.one_fewer = ({"w": seen(one, self.comparison, quantity="after.w")} for one in values[:-3:-1])

    def __iter__(self):
        return iter(self._turns)

    def place_of(self, epoch):
        return {"epoch": epoch}


def judged(rates, asked=RIGHT) -> Kind | None:
    try:
        epochs_by_hand(cast("StudentWork", Work(rates, asked)), RIGHT, dict)
    except DepartedError as error:
        return error.difference.kind
    return None


@pytest.mark.parametrize(
    "rates",
    [
        [0.1] * 30,
        [0.2] * 30,
        [0.1] * 3 + [0.05] * 27,
        [0.1] + [0.2] * 29,
        [0.1 * 0.9**k for k in range(30)],
        [0.1] * 15 + [0.05] * 15,
    ],
    ids=["right", "doubled", "halved from 3", "doubled from 1", "a schedule", "halved from 15"],
)
def test_a_wrong_rate_costs_no_epochs(rates):
    assert judged(rates) is None


@pytest.mark.parametrize("made", [29, 25, 31, 36])
def test_another_number_of_epochs_is_told_by_the_end(made):
    assert judged([0.1] * made) is Kind.EPOCHS


def test_the_turns_that_a_tape_has_count_first():
    assert judged([0.1] * 29, asked=29) is Kind.EPOCHS


def test_a_loop_that_stands_still_at_last_has_too_few_epochs_whatever_its_rate():
    assert judged([0.1] * 3 + [0.05] * 20 + [0.0] * 7) is not None
