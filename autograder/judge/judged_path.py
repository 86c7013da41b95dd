"""A student's path beside the solution's → the first fault of each step.

Every epoch is judged, all at once as arrays, each from the student's own state: the loss and the gradient at the parameters
that the epoch began with, the update by the gradient that it found. A path that equals the solution's own is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import torch

from autograder.judge.comparison import Precision
from autograder.judge.loop_path import LARGEST, Path, Rows, apart, beyond, flat, prolonged, shaped, sizes_so_far, until
from autograder.judge.shown_yhat import ShownYhat, shown_yhat
from autograder.judge.tolerances import FLOOR, SINGLE_UNITS
from autograder.judge.view import SIZES
from autograder.judge.wrong_step import WrongStep, near, wrong_step
from autograder.model import Step

if TYPE_CHECKING:
    from autograder.judge.path_judge import PathJudge

VALUE_UNITS = 256.0
"""Natively: right losses and gradients were measured up to 171 units apart."""

CUT_OFF = 1e-12
"""`BCELoss` takes p(1 - p) for as much at least where it differentiates."""


@dataclass(frozen=True, slots=True)
class JudgedSteps:
    """A loop's faults by step, and how many roundoffs apart other epochs are."""

    faults: Mapping[str, WrongStep] = field(default_factory=dict)
    widest: Mapping[str, float] = field(default_factory=dict)


class JudgedPath:
    """One student's path beside the solution's; `most` says how far apart they may be."""

    def __init__(self, mine: Path, judge: PathJudge, most: Mapping[str, float]) -> None:
        self._mine, self._judge, self._own, self._most = mine, judge, judge.right, most
        self._unasked = Precision.SINGLE.value * (SINGLE_UNITS if mine.shadow else VALUE_UNITS)
        self.widest: dict[str, float] = {}
        sound = torch.stack([(rows.abs() < LARGEST).all(1) for rows in mine.before.values()]).all(0)
        self._count = int(sound.long().cumprod(0).sum())

    def faults(self) -> dict[str, WrongStep]:
        """The first fault of each step."""
        found = [(Step.UPDATE, self._update())]
        asked = {Step.YHAT, Step.LOSS, Step.BACKWARD} & self._most.keys() or self._piles_up
        if asked and not self._is_the_solutions():
            found += self._values()
        told: dict[str, WrongStep] = {}
        for step, fault in found:
            if fault is not None and (step not in told or fault.epochs[0] < told[step].epochs[0]):
                told[step] = fault
        return told

    @property
    def _piles_up(self) -> bool:
        """True where a gradient is left of the epoch before."""
        return Step.UPDATE in self._most and any(bool(rows.any()) for rows in self._mine.carried.values())

    def _update(self) -> WrongStep | None:
        steps = self._judge.steps(self._mine.gradient, self._mine) if Step.UPDATE in self._most else None
        if steps is None:
            return None
        right = {name: self._mine.before[name] + step for name, step in steps.items()}
        wrong = self._apart("after", self._mine.after, right, steps) > self._most[Step.UPDATE]
        moved = {name: after - self._mine.before[name] for name, after in self._mine.after.items()}
        return self._fault("after", wrong, self._mine.after, right, (moved, steps))

    def _is_the_solutions(self) -> bool:
        """True where the path is the solution's own, loss and gradient as well."""
        mine, own = self._mine, self._own
        if own.epochs != mine.epochs or own.shapes != mine.shapes:
            return False
        path = near(shadow=mine.shadow)
        pairs = [(Step.UPDATE, path, mine.before[name], own.before[name]) for name in own.before]
        if mine.shows_loss:
            pairs.append((Step.LOSS, self._most.get(Step.LOSS, path), mine.loss, own.loss))
        if not self._shows_the_solutions_yhat():
            return False
        most = self._most.get(Step.BACKWARD, path)
        pairs += [(Step.BACKWARD, most, mine.gradient[name], own.gradient[name]) for name in own.gradient]
        found = [(step, most, apart(got, right, sizes_so_far(right))) for step, most, got, right in pairs]
        if any(bool((off > most).any()) for _, most, off in found):
            return False
        for step, _, off in found:
            self._note(step, off)
        return True

    def _shows_the_solutions_yhat(self) -> bool:
        """True where no kept yhat is another than the solution's own."""
        for numbers in self._own.sizes("yhat"):
            (epochs, rows), (own_epochs, own) = (path.kept("yhat", numbers) for path in (self._mine, self._own))
            if epochs == own_epochs:
                return not bool(beyond(self._most.get(Step.YHAT, self._unasked), rows, own, sizes_so_far(own)).any())
        return True

    def _values(self) -> list[tuple[str, WrongStep | None]]:
        """Faults of yhat, loss and gradient at the student's own parameters."""
        loop, count = self._judge.loop, self._count
        found = loop.at(shaped(until(count, self._mine.before), self._mine.shapes)) if loop and count else None
        if found is None:
            return []
        gradient, carried = (until(count, rows) for rows in (self._mine.gradient, self._mine.carried))
        slopes = {name: flat(rows) for name, rows in found.gradient.items()}
        added = {name: carried[name] + slope for name, slope in slopes.items()}
        nothing = {name: torch.zeros_like(rows) for name, rows in carried.items()}
        alone, summed = (self._apart("gradient", gradient, right) for right in (slopes, added))
        far = torch.minimum(alone, summed)
        most = self._most.get(Step.BACKWARD, self._unasked)
        piled = self._wrong(Step.BACKWARD, "gradient", carried, nothing) & (alone > most)
        faults: list[tuple[str, WrongStep | None]] = [(Step.UPDATE, self._fault("carried", piled, carried, nothing))]
        right = flat(found.loss)
        loss = self._mine.loss[:count] if self._mine.shows_loss else right  # a loss that is not seen is not wrong
        off = self._apart("loss", {"": loss}, {"": right})
        wrong = off > self._most.get(Step.LOSS, self._unasked)
        self._note(Step.LOSS, off[~wrong])
        self._note(Step.BACKWARD, far[~wrong & (far <= most)])
        fresh = {name: rows - carried[name] for name, rows in gradient.items()}
        bent = wrong & self._is_bent(fresh, slopes, _ratio(loss, right))
        stray = torch.zeros_like(wrong)
        if Step.YHAT in self._most:  # else the loss answers for it
            shown = shown_yhat(self._mine, loop, count, self._most[Step.YHAT]) if loop else None
            stray = self._strays(shown, bent, (wrong & ~bent) | (off <= self._unasked), wrong | (far > most))
            faults.append((Step.YHAT, self._yhat_fault(stray, shown, loss, right)))
        faults.append((Step.LOSS, self._with(self._fault("loss", wrong & ~stray, {"": loss}, {"": right}), off)))
        if not bool(wrong[0]):  # of a loss of another kind no more is known than how it is scaled
            late = (far > most) & ~wrong & ~stray
            late &= ~self._is_cut_off(late)
            backward = self._fault("gradient", late, gradient, added, (fresh, slopes))
            faults.append((Step.BACKWARD, self._with(backward, far)))
        return faults

    def _strays(
        self, shown: ShownYhat | None, bent: torch.Tensor, sound: torch.Tensor, felt: torch.Tensor
    ) -> torch.Tensor:
        """True in epochs in which yhat is wrong, by its values or by what follows.

        A value that never was right is yhat only where its loss or gradient is wrong as well.
        """
        if shown is None:
            return bent
        right, wrong = (shown.where(len(bent), right=one) for one in (True, False))
        self._note(Step.YHAT, shown.off[shown.off <= shown.most])
        strays = wrong & ~sound & (felt | right.any())
        if bool((bent & right).any()) and not bool((bent & wrong).any()):
            return strays
        return strays | (bent & ~right)

    def _yhat_fault(
        self, wrong: torch.Tensor, shown: ShownYhat | None, loss: torch.Tensor, right: torch.Tensor
    ) -> WrongStep | None:
        fault = self._fault("loss", wrong, {"": loss}, {"": right}, of="yhat")
        seen = shown.difference(fault.epochs[0]) if fault and shown else None
        if fault is None or seen is None or shown is None:
            return fault
        off = shown.off[[epoch in fault.epochs for epoch in shown.epochs]]
        return replace(
            fault, difference=replace(seen, pattern=fault.difference.pattern), apart=float(off.max()) / self._unit
        )

    def _is_bent(self, fresh: Rows, slopes: Rows, ratio: torch.Tensor) -> torch.Tensor:
        """True in epochs in which the gradient does not lie along the right one.

        That of a loss so many times as large rounds as many times as coarsely.
        """
        names = [*slopes]
        mine, right = (torch.cat([rows[name] for name in names], 1) for rows in (fresh, slopes))
        share = (mine * right).sum(1) / (right * right).sum(1).clamp(min=1e-300)
        straight = dict(
            zip(names, (share[:, None] * right).split([slopes[name].shape[1] for name in names], 1), strict=True)
        )
        return self._apart("gradient", fresh, straight) > ratio * self._most.get(Step.BACKWARD, self._unasked)

    def _is_cut_off(self, asked: torch.Tensor) -> torch.Tensor:
        """True in epochs in which torch's own BCE has no derivative.

        A probability is all but 0 or 1 there. Of the epochs `asked` for.
        """
        found, places = torch.zeros_like(asked), torch.nonzero(asked).reshape(-1)
        before = {name: rows[places] for name, rows in until(len(asked), self._mine.before).items()}
        loop = self._judge.loop if len(places) else None
        values = loop.at(shaped(before, self._mine.shapes), yhat=True) if loop else None
        if values is not None and values.yhat is not None:
            share = flat(values.yhat)
            apart = torch.minimum(share, 1 - share)
            found[places] = (apart >= 0).all(1) & (apart < CUT_OFF).any(1)
        return found

    def _wrong(self, step: str, quantity: str, got: Rows, right: Rows) -> torch.Tensor:
        """True in the epochs in which these are further apart than that step may be."""
        return self._apart(quantity, got, right) > self._most.get(step, self._unasked)

    def _apart(self, quantity: str, got: Rows, right: Rows, steps: Rows | None = None) -> torch.Tensor:
        """How far apart these are in every epoch, in sizes of the quantity.

        What is rounded before it is added, the `steps`, is off by as much of its own size.
        """
        own, count = self._own_rows(quantity), self._count
        sizes = {name: prolonged(sizes_so_far(own[name]), count) for name in right}
        for name, rows in (steps or {}).items():
            long = rows[:count].abs().amax(1).nan_to_num(nan=0.0)
            sizes[name] = torch.maximum(sizes[name], torch.minimum(long, SIZES * sizes[name]))
        off = [apart(got[name][:count], rows[:count], sizes[name]).amax(1) for name, rows in right.items()]
        return torch.stack(off).amax(0)

    def _note(self, step: str, off: torch.Tensor) -> None:
        """Remember how far apart a step was where it passed, beyond any floor."""
        widest = (float(off.max()) if off.numel() else 0.0) / self._unit
        if widest > (FLOOR if self._mine.shadow else VALUE_UNITS) / SINGLE_UNITS:
            self.widest[step] = max(widest, self.widest.get(step, 0.0))

    def _with(self, fault: WrongStep | None, off: torch.Tensor) -> WrongStep | None:
        """The fault, with the tolerance that would let it pass."""
        return fault and replace(fault, apart=float(off[list(fault.epochs)].max()) / self._unit)

    @property
    def _unit(self) -> float:
        return (Precision.DOUBLE if self._mine.shadow else Precision.SINGLE).value

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


def _ratio(loss: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """How many times as large the loss of every epoch is, at least once."""
    return (loss / right).abs().amax(1).nan_to_num(nan=1.0, posinf=1.0).clamp(min=1.0)
