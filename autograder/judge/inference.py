"""A quantity that no tape shows → the one that the student's parameters imply.

A loop need not name its yhat, and gradients written by hand never pass through backward. Such a quantity is judged by
its consequence: it is right if the parameters go the way of the solution's from the same place. How far they go is the
update's to say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import torch

from autograder.judge.tolerances import unmeasured
from autograder.judge.view import StudentWork
from autograder.model import Column, Tape
from autograder.recorder.describe import describe, tensor

if TYPE_CHECKING:
    from autograder.judge.case import Case

ALONG = 0.05
"""How far aside, of its length, a step by hand may lead and still be the solution's way: single precision late in a fit."""


class InferredQuantities:
    """The solution's epoch from the student's parameters.

    For epochs of which the tape shows nothing.
    """

    def __init__(self, case: Case, probe: str) -> None:
        self._case, self._probe = case, probe
        self._replays: dict[int, Tape] = {}

    def __call__(
        self, mine: StudentWork, quantity: str, epoch: int, *, must_follow: bool = True
    ) -> torch.Tensor | None:
        """The quantity in that epoch, or None where nothing shows it."""
        if quantity.partition(".")[0] not in {"yhat", "loss", "gradient"}:
            return None
        replay = self.replay(mine, epoch)
        by_hand = _is_by_hand(mine)
        if by_hand and not _leads(mine, replay, epoch):
            return None
        if not by_hand and must_follow and quantity == "yhat" and not _points(mine, replay, epoch):
            return None
        found = next((c for c in replay.columns if c.quantity == quantity), None)
        return None if found is None else tensor(found.value)[0]

    def replay(self, mine: StudentWork, epoch: int) -> Tape:
        """The solution's own epoch, from the student's parameters."""
        self._case.clock.check()
        if not self._replays and _is_by_hand(mine):
            self._replays |= self._followed(mine)
        if epoch not in self._replays:
            runner = self._case.solution_program.runner(shadow=mine.comparison.shadow)
            before = _before(mine, epoch)
            self._replays[epoch] = runner.replay(self._case.probe(self._probe, shadow=mine.comparison.shadow), before)
        return self._replays[epoch]

    def _followed(self, mine: StudentWork) -> dict[int, Tape]:
        """The solution's first epochs in one run: its optimiser may remember.

        Always from the student's parameters; none where it cannot be led there.
        """
        runner = self._case.solution_program.runner(shadow=mine.comparison.shadow)
        probe = self._case.probe(self._probe, shadow=mine.comparison.shadow)
        kept = [turn.epoch for turn in mine]
        states = [_before(mine, epoch) for place, epoch in enumerate(kept) if place == epoch]
        whole = runner.follow(probe, states, [{} for _ in states], parts=1)
        return {epoch: _turn_of(whole, epoch) for epoch in range(len(states))} if whole.epochs == len(states) else {}


def _is_by_hand(mine: StudentWork) -> bool:
    """True where no backward was seen."""
    return not any(column.quantity.startswith("gradient.") for column in mine.tape.columns)


def _before(mine: StudentWork, epoch: int) -> dict[str, torch.Tensor]:
    return {name: value.as_subclass(torch.Tensor) for name, value in mine.at("before", epoch).items()}


def _turn_of(whole: Tape, epoch: int) -> Tape:
    """One turn of a tape, as the only one."""
    kept = [(column, column.epochs.index(epoch)) for column in whole.columns if epoch in column.epochs]
    rows = (Column(c.quantity, (0,), describe(tensor(c.value)[place : place + 1])) for c, place in kept)
    return replace(whole, epochs=1, columns=tuple(rows))


def _leads(mine: StudentWork, replay: Tape, epoch: int) -> bool:
    """True where a step goes the solution's way, however far or backwards.

    A later one may stand still.
    """
    before, after = mine.at("before", epoch), mine.at("after", epoch)
    taken: list[torch.Tensor] = []
    steps: list[torch.Tensor] = []
    for name in before:
        column = next((c for c in replay.columns if c.quantity == f"after.{name}"), None)
        if column is not None:
            start = before[name].as_subclass(torch.Tensor).double()
            taken.append((after[name].as_subclass(torch.Tensor).double() - start).reshape(-1))
            steps.append((tensor(column.value)[0].double() - start).reshape(-1))
    if not taken:
        return True
    mine_step, right = torch.cat(taken), torch.cat(steps)
    if not bool(right.any()):
        return True
    if epoch and not bool(mine_step.any()):
        return True
    share = torch.dot(mine_step, right) / torch.dot(right, right)
    return bool(share != 0) and bool((mine_step - share * right).norm() <= ALONG * mine_step.norm())


def _points(mine: StudentWork, replay: Tape, epoch: int) -> bool:
    """True where the gradient lies along that of the right yhat, however long."""
    gradient, carried = mine.at("gradient", epoch), mine.at("carried", epoch)
    right = {c.quantity.partition(".")[2]: tensor(c.value)[0].double() for c in replay.columns if _is_gradient(c)}
    if not right.keys() >= gradient.keys() or any(right[name].shape != row.shape for name, row in gradient.items()):
        return False
    fresh = {
        n: (row.as_subclass(torch.Tensor) - carried[n].as_subclass(torch.Tensor)).double()
        for n, row in gradient.items()
    }
    length = sum(float((right[name] ** 2).sum()) for name in fresh)
    share = sum(float((right[name] * row).sum()) for name, row in fresh.items()) / length if length else 0.0
    unit = mine.comparison.precision.value * unmeasured().of(shadow=mine.comparison.shadow)
    return share != 0 and all(
        bool(((row - share * right[name]).abs() <= unit * max(gradient[name].scale, float(row.abs().max()))).all())
        for name, row in fresh.items()
    )


def _is_gradient(column: Column) -> bool:
    return column.quantity.startswith("gradient.")
