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
from autograder.judge.loop_path import Path, Rows, beyond, flat, prolonged, shaped, sizes_so_far, until
from autograder.judge.program import Program
from autograder.judge.tolerances import FLOOR, SINGLE_UNITS
from autograder.judge.wrong_step import WrongStep, difference_at, near, wrong_step
from autograder.model import Difference, Kind, Probe, Step, Tape

UPDATE_UNITS = 8.0
"""Natively: a step rounds its product and its sum, and right ones were measured up to 1.6 units apart."""
VALUE_UNITS = 256.0
"""Natively: right losses and gradients were measured up to 171 units apart."""
SAMPLED = 24
LONGEST = 20_000
"""Epochs that are judged of a loop, or four times the solution's own: beyond it the number of epochs is what is wrong."""
LARGEST = 1e9
"""Beyond it a loop has run away; that it did is the fault of an earlier step."""


class PathJudge:
    """The loop of one probe of the solution: path, steps, loss and gradient anywhere."""

    def __init__(self, solution: Program, probe: Probe, right: Tape) -> None:
        self._solution, self._probe = solution, probe
        self.right = Path(right)

    def faults(self, tape: Tape, tolerances: Mapping[str, Tolerance]) -> dict[str, WrongStep]:
        """The steps that are right at first and wrong later; others the checks have seen."""
        return {step: fault for step, fault in self.measured(tape, tolerances).items() if fault.epochs[0] > 0}

    def measured(self, tape: Tape, tolerances: Mapping[str, Tolerance]) -> dict[str, WrongStep]:
        """The steps that go wrong in any epoch, with what is seen and measured there."""
        if self._is_endless(tape):
            return {}
        mine = Path(tape)
        if mine.is_by_hand and Step.UPDATE in tolerances:
            fault = wrong_by_hand(mine, self.right, self.loop, self._rate)
            return {} if fault is None else {Step.UPDATE: fault}
        if not mine.is_whole or not self.right.is_whole or mine.shapes.keys() != self.right.shapes.keys():
            return {}
        judged = JudgedPath(mine, self, {step: _most(step, one, mine.shadow) for step, one in tolerances.items()})
        return {step: fault for step, fault in judged.faults().items() if step in tolerances}

    def is_by_hand(self, tape: Tape) -> bool:
        """True where no check can tell the size of a step."""
        return Path(tape).is_by_hand

    def on_own_data(self, probe: Probe) -> PathJudge:
        """The same loop on a bare loop's own data and start."""
        other = copy(self)
        loop = BatchedLoop(self._solution, probe) if self.loop is not None else None
        vars(other).update(_probe=probe, loop=loop)
        return other

    def unproven(self, tape: Tape) -> dict[str, Difference]:
        """The steps of which a loop shows nothing: whatever is asked would be right."""
        if self._is_endless(tape):
            return {}
        mine = Path(tape)
        if not mine.is_whole or not self.right.is_whole or mine.shapes.keys() != self.right.shapes.keys():
            return {}
        found: dict[str, Difference] = {}
        name = next(iter(mine.gradient))
        own, right = self.right.gradient[name][0], mine.shapes[name]
        if not any(bool(rows.any()) for rows in mine.gradient.values()) and bool(own.any()):
            found[Step.UPDATE] = difference_at(f"gradient.{name}", 0, torch.zeros_like(own), own, right)
        if mine.epochs == 1 < self.right.epochs and all(map(torch.equal, mine.before.values(), mine.after.values())):
            found[Step.UPDATE] = Difference(Kind.EPOCHS, got="1", expected=str(self.right.epochs))
        if (blind := self._blind(mine)) is not None:
            found[Step.BACKWARD] = blind
        return found

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
        loop, own = BatchedLoop(self._solution, self._probe), self.right
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
        path = Path(self._solution.runner(shadow=True).forced(self._probe, shaped(gradient, mine.shapes)))
        if not path.is_whole or path.epochs < mine.epochs or path.shapes.keys() != gradient.keys():
            return None
        return {name: (path.after[name] - path.before[name])[: mine.epochs] for name in gradient}

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


class JudgedPath:
    """One student's path beside the solution's; `most` says how far apart they may be."""

    def __init__(self, mine: Path, judge: PathJudge, most: Mapping[str, float]) -> None:
        self._mine, self._judge, self._own, self._most = mine, judge, judge.right, most
        sound = torch.stack([(rows.abs() < LARGEST).all(1) for rows in mine.before.values()]).all(0)
        self._count = int(sound.long().cumprod(0).sum())

    def faults(self) -> dict[str, WrongStep]:
        """The first fault of each step."""
        found = [(Step.UPDATE, self._update())]
        if {Step.YHAT, Step.LOSS, Step.BACKWARD} & self._most.keys() and not self._is_the_solutions():
            found += self._values()
        told: dict[str, WrongStep] = {}
        for step, fault in found:
            if fault is not None and (step not in told or fault.epochs[0] < told[step].epochs[0]):
                told[step] = fault
        return told

    def _update(self) -> WrongStep | None:
        steps = self._judge.steps(self._mine.gradient, self._mine) if Step.UPDATE in self._most else None
        if steps is None:
            return None
        right = {name: self._mine.before[name] + step for name, step in steps.items()}
        wrong = self._wrong(Step.UPDATE, "after", self._mine.after, right)
        moved = {name: after - self._mine.before[name] for name, after in self._mine.after.items()}
        return self._fault("after", wrong, self._mine.after, right, (moved, steps))

    def _is_the_solutions(self) -> bool:
        """True where the path is the solution's own, loss and gradient as well."""
        mine, own = self._mine, self._own
        if own.epochs != mine.epochs:
            return False
        most = near(shadow=mine.shadow)
        pairs = [(most, mine.before[name], own.before[name]) for name in own.before]
        pairs.append((self._most.get(Step.LOSS, most), mine.loss, own.loss))
        pairs += [
            (self._most.get(Step.BACKWARD, most), mine.gradient[name], own.gradient[name]) for name in own.gradient
        ]
        return not any(bool(beyond(most, got, right, sizes_so_far(right)).any()) for most, got, right in pairs)

    def _values(self) -> list[tuple[str, WrongStep | None]]:
        """Faults of yhat, loss and gradient at the student's own parameters."""
        loop, count = self._judge.loop, self._count
        found = loop.at(shaped(until(count, self._mine.before), self._mine.shapes)) if loop and count else None
        if found is None:
            return []
        gradient, carried, loss = (
            until(count, self._mine.gradient),
            until(count, self._mine.carried),
            self._mine.loss[:count],
        )
        slopes = {name: flat(rows) for name, rows in found.gradient.items()}
        added = {name: carried[name] + slope for name, slope in slopes.items()}
        nothing = {name: torch.zeros_like(rows) for name, rows in carried.items()}
        alone, summed = (self._wrong(Step.BACKWARD, "gradient", gradient, right) for right in (slopes, added))
        piled = self._wrong(Step.BACKWARD, "gradient", carried, nothing) & alone
        faults: list[tuple[str, WrongStep | None]] = [(Step.UPDATE, self._fault("carried", piled, carried, nothing))]
        right = flat(found.loss)
        wrong = self._wrong(Step.LOSS, "loss", {"": loss}, {"": right})
        fresh = {name: rows - carried[name] for name, rows in gradient.items()}
        bent = wrong & self._is_bent(fresh, slopes)
        if self._shows_the_right_yhat(loop, bent):
            bent = torch.zeros_like(bent)
        if bool(wrong[0]):  # a loss of another kind from the beginning, of which no more follows than how it is scaled
            scaled = bool((wrong & ~bent).all())
            faults.append((Step.LOSS, self._fault("loss", wrong, {"": loss}, {"": right}) if scaled else None))
        else:
            backward = self._fault("gradient", alone & summed & ~wrong, gradient, added, (fresh, slopes))
            faults.append((Step.BACKWARD, backward))
            faults.append((Step.YHAT, self._fault("loss", bent, {"": loss}, {"": right}, of="yhat")))
            faults.append((Step.LOSS, self._fault("loss", wrong & ~bent, {"": loss}, {"": right})))
        return faults

    def _shows_the_right_yhat(self, loop: BatchedLoop | None, wrong: torch.Tensor) -> bool:
        """True where yhat, as far as it is kept, is right: then the loss is another."""
        for numbers in self._mine.sizes("yhat"):
            epochs, rows = self._mine.kept("yhat", numbers)
            asked = [place for place, epoch in enumerate(epochs) if epoch < len(wrong) and bool(wrong[epoch])]
            before = {name: values[[epochs[place] for place in asked]] for name, values in self._mine.before.items()}
            found = loop.at(shaped(before, self._mine.shapes), yhat=True) if loop and asked else None
            if found is not None and found.yhat is not None and flat(found.yhat).shape == rows[asked].shape:
                right = flat(found.yhat)
                most = self._most.get(Step.YHAT, Precision.SINGLE.value * VALUE_UNITS)
                return not bool(beyond(most, rows[asked], right, torch.zeros(len(asked))).any())
        return False

    def _is_bent(self, fresh: Rows, slopes: Rows) -> torch.Tensor:
        """True in epochs in which the gradient does not lie along the right one."""
        names = [*slopes]
        mine, right = (torch.cat([rows[name] for name in names], 1) for rows in (fresh, slopes))
        share = (mine * right).sum(1) / (right * right).sum(1).clamp(min=1e-300)
        straight = dict(
            zip(names, (share[:, None] * right).split([slopes[name].shape[1] for name in names], 1), strict=True)
        )
        return self._wrong(Step.BACKWARD, "gradient", fresh, straight)

    def _wrong(self, step: str, quantity: str, got: Rows, right: Rows) -> torch.Tensor:
        """True in the epochs in which these are further apart than that step may be."""
        own, count = self._own_rows(quantity), self._count
        most = self._most.get(step, Precision.SINGLE.value * VALUE_UNITS)
        apart = [
            beyond(most, got[name][:count], rows[:count], prolonged(sizes_so_far(own[name]), count)).any(1)
            for name, rows in right.items()
        ]
        return torch.stack(apart).any(0)

    def _own_rows(self, quantity: str) -> Rows:
        quantities = {"after": self._own.before, "gradient": self._own.gradient, "loss": {"": self._own.loss}}
        return quantities[quantity]

    def _fault(
        self,
        quantity: str,
        wrong: torch.Tensor,
        got: Rows,
        right: Rows,
        parts: tuple[Rows, Rows] | None = None,
        *,
        of: str = "",
    ) -> WrongStep | None:
        return wrong_step(quantity, wrong, got, right, self._mine.shapes, parts=parts, of=of)


def _most(step: str, tolerance: Tolerance, shadow: bool) -> float:  # noqa: FBT001 - as a tape says it
    """How far apart a step's values may be, of the quantity's size."""
    if shadow:
        return Precision.DOUBLE.value * max(FLOOR, tolerance.shadow)
    return Precision.SINGLE.value * (UPDATE_UNITS if step == Step.UPDATE else max(VALUE_UNITS, tolerance.native))
