"""A student's loop and the solution's → the first wrong epoch of each step.

Checks look at the epochs of which everything is kept. Here every epoch is judged, all at once as arrays, each from the
student's own state: the loss and the gradient at the parameters that the epoch began with, the update by the gradient that
it found. A path that equals the solution's own to the tolerance is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cached_property

import torch

from autograder.judge.batched_loop import BatchedLoop
from autograder.judge.comparison import Precision, Tolerance
from autograder.judge.hand_path import wrong_by_hand
from autograder.judge.judged_path import VALUE_UNITS, JudgedPath, JudgedSteps
from autograder.judge.loop_path import Path, Rows, beyond, flat, shaped, sizes_so_far
from autograder.judge.measure import pattern
from autograder.judge.program import Program
from autograder.judge.tolerances import FLOOR, SINGLE_UNITS
from autograder.judge.wrong_step import difference_at
from autograder.model import Difference, Kind, Pattern, Probe, Step, Tape

UPDATE_UNITS = 8.0
"""Natively: a step rounds its product and its sum, and right ones were measured up to 1.6 units apart."""
SAMPLED = 24
LONGEST = 20_000
"""Epochs that are judged of a loop, or four times the solution's own: beyond it the number of epochs is what is wrong."""


class PathJudge:
    """The loop of one probe of the solution: path, steps, loss and gradient anywhere."""

    def __init__(self, solution: Program, probe: Probe, right: Tape) -> None:
        self._solution, self.probe = solution, probe
        self.right = Path(right)

    def measured(self, tape: Tape, tolerances: Mapping[str, Tolerance]) -> JudgedSteps:
        """The steps that go wrong in any epoch, with what is seen and measured there."""
        if self._is_endless(tape):
            return JudgedSteps()
        mine = Path(tape)
        if mine.is_by_hand and Step.UPDATE in tolerances:
            fault = wrong_by_hand(mine, self.right, self)
            return JudgedSteps() if fault is None else JudgedSteps({Step.UPDATE: fault})
        if not self._can_be_compared(mine):
            return JudgedSteps()
        path = JudgedPath(mine, self, {step: _most(step, one, mine.shadow) for step, one in tolerances.items()})
        faults = path.faults()
        return JudgedSteps({step: fault for step, fault in faults.items() if step in tolerances}, path.widest)

    def yhat_pattern(self, tape: Tape, tolerance: Tolerance) -> Pattern | None:
        """The regularity in a wrong yhat, told of the epochs in which it is kept."""
        mine = Path(tape)
        if self._is_endless(tape) or not mine.is_whole or self.loop is None:
            return None
        for numbers in mine.sizes("yhat"):
            epochs, rows = mine.kept("yhat", numbers)
            before = {name: values[list(epochs)] for name, values in mine.before.items()}
            found = self.loop.at(shaped(before, mine.shapes), yhat=True) if len(epochs) == mine.epochs else None
            if found is not None and found.yhat is not None and flat(found.yhat).shape == rows.shape:
                right = flat(found.yhat)
                wrong = beyond(_most(Step.YHAT, tolerance, tape.shadow), rows, right, sizes_so_far(right)).any(1)
                return pattern("yhat", wrong, {"": rows}, {"": right}) if bool(wrong.any()) else None
        return None

    def is_by_hand(self, tape: Tape) -> bool:
        """True where no check can tell the size of a step."""
        return Path(tape).is_by_hand

    def on_own_data(self, probe: Probe) -> PathJudge:
        """The same loop on a bare loop's own data and start."""
        other = copy(self)
        other.probe = probe
        other.loop = BatchedLoop(self._solution, probe) if self.loop is not None else None
        return other

    def unproven(self, tape: Tape) -> dict[str, Difference]:
        """The steps of which a loop shows nothing: whatever is asked would be right."""
        if self._is_endless(tape):
            return {}
        mine = Path(tape)
        if not self._can_be_compared(mine):
            return {}
        found: dict[str, Difference] = {}
        name = next(iter(mine.gradient))
        expected, shape = self.right.gradient[name][0], mine.shapes[name]
        if not any(bool(rows.any()) for rows in mine.gradient.values()) and bool(expected.any()):
            found[Step.UPDATE] = difference_at(f"gradient.{name}", 0, torch.zeros_like(expected), expected, shape)
        if mine.epochs == 1 < self.right.epochs and all(map(torch.equal, mine.before.values(), mine.after.values())):
            found[Step.UPDATE] = Difference(Kind.EPOCHS, got="1", expected=str(self.right.epochs))
        if (blind := self._blind(mine)) is not None:
            found[Step.BACKWARD] = blind
        return found

    def _can_be_compared(self, mine: Path) -> bool:
        right = self.right.is_whole and self.right.shows_loss
        return mine.is_whole and right and mine.shapes.keys() == self.right.shapes.keys()

    def _is_endless(self, tape: Tape) -> bool:
        return tape.epochs > max(LONGEST, 4 * self.right.epochs)

    def _blind(self, mine: Path) -> Difference | None:
        """Where a gradient was left by hand beside which no derivative could be seen."""
        for name, carried in mine.carried.items():
            before = torch.cat([torch.zeros_like(carried[:1]), mine.gradient[name][:-1]])
            hidden = (
                carried.abs().amax(1) * Precision.SINGLE.value > self.right.gradient[name].abs().max() / SINGLE_UNITS
            )
            placed = torch.nonzero(hidden & (carried != before).any(1)).reshape(-1)
            if len(placed):
                epoch = int(placed[0])
                none = torch.zeros_like(carried[epoch])
                return difference_at(f"carried.{name}", epoch, carried[epoch], none, mine.shapes[name])
        return None

    @cached_property
    def loop(self) -> BatchedLoop | None:
        """The solution's loss and gradient anywhere; None where its own tape is not found."""
        if not (self.right.is_whole and self.right.shows_loss):
            return None
        loop, own = BatchedLoop(self._solution, self.probe), self.right
        places = torch.linspace(0, own.epochs - 1, min(SAMPLED, own.epochs)).long().unique()
        again = loop.at(shaped({name: rows[places] for name, rows in own.before.items()}, own.shapes))
        if again is None:
            return None
        unit = Precision.SINGLE.value * VALUE_UNITS
        fresh = {name: (rows - own.carried[name])[places] for name, rows in own.gradient.items()}
        pairs = [(own.loss[places], flat(again.loss), own.loss)]
        pairs += [(fresh[name], flat(rows), own.gradient[name]) for name, rows in again.gradient.items()]
        return (
            loop
            if not any(bool(beyond(unit, *pair[:2], sizes_so_far(pair[2])[places]).any()) for pair in pairs)
            else None
        )

    def steps(self, gradient: Rows, mine: Path) -> Rows | None:
        """The solution's own step in every epoch, had its backward found these gradients."""
        if self._rate is not None:
            return {name: -self._rate * rows for name, rows in gradient.items()}
        count = min(map(len, gradient.values()))
        path = Path(self._solution.runner(shadow=True).forced(self.probe, shaped(gradient, mine.shapes)))
        if not path.is_whole or path.epochs < count or path.shapes.keys() != gradient.keys():
            return None
        return {name: (path.after[name] - path.before[name])[:count] for name in gradient}

    @cached_property
    def _rate(self) -> float | None:
        """The one number that its every step is the gradient times, if it is one."""
        own = self.right
        length = sum(float((rows * rows).sum()) for rows in own.gradient.values())
        along = sum(float(((own.before[n] - own.after[n]) * rows).sum()) for n, rows in own.gradient.items())
        if not length:
            return None
        unit = UPDATE_UNITS * (Precision.DOUBLE if own.shadow else Precision.SINGLE).value
        rate = along / length
        steady = (
            not bool(beyond(unit, own.after[name], rows - rate * own.gradient[name], sizes_so_far(rows)).any())
            for name, rows in own.before.items()
        )
        return rate if all(steady) else None


def _most(step: str, tolerance: Tolerance, shadow: bool) -> float:  # noqa: FBT001 - as a tape says it
    """How far apart a step's values may be, of the quantity's size."""
    if shadow:
        return Precision.DOUBLE.value * max(FLOOR, tolerance.shadow)
    return Precision.SINGLE.value * (UPDATE_UNITS if step == Step.UPDATE else max(VALUE_UNITS, tolerance.native))
