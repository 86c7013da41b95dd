"""Wrong epochs, a student's numbers and the right ones → a regularity."""

from __future__ import annotations

import torch

from autograder.judge.loop_path import Rows
from autograder.model import Measure, Pattern

STEADY = 2e-3
"""So far from it, of the right values' size in that epoch, may be what still follows a rule."""
NOTHING = 1e-9
FADED = 1e-4
LEAST_EPOCHS = 2
"""Of fewer epochs no rule is told: any one number is some other one's multiple."""


def pattern(quantity: str, wrong: torch.Tensor, got: Rows | None, right: Rows | None) -> Pattern:
    """How these values stand to the right ones, in the epochs in which they are wrong."""
    epochs = torch.nonzero(wrong).reshape(-1)
    first, last = int(epochs[0]), int(epochs[-1])
    measure, number, names = Measure.APART, "", ()
    if got is not None and right is not None:
        names = _names(got, right, epochs)
        mine, theirs = (torch.cat([rows[name][epochs] for name in names], 1) for rows in (got, right))
        measure, number = _rule(mine, theirs)
    to_the_end = len(epochs) == last - first + 1 and (last == len(wrong) - 1 or _is_too_small(right, first, last))
    until = None if to_the_end else last
    return Pattern(measure, quantity, first, until, len(epochs), number, tuple(filter(None, names)))


def _is_too_small(right: Rows | None, first: int, last: int) -> bool:
    """True where after these epochs hardly anything was left that could be wrong."""
    if right is None:
        return False
    sizes = torch.stack([rows.abs().amax(1) for rows in right.values()]).amax(0)
    return bool((sizes[last + 1 :] <= FADED * sizes[first]).all())


def _names(got: Rows, right: Rows, epochs: torch.Tensor) -> tuple[str, ...]:
    """The parameters that are wrong in any of these epochs."""
    off = {name: (got[name][epochs] - rows[epochs]).abs().amax(1) for name, rows in right.items()}
    sizes = torch.stack([rows[epochs].abs().amax(1) for rows in right.values()]).amax(0)
    found = tuple(name for name, apart in off.items() if not bool((apart <= STEADY / 100 * sizes).all()))
    return found or tuple(right)


def _rule(mine: torch.Tensor, right: torch.Tensor) -> tuple[Measure, str]:
    sizes = right.norm(dim=1, keepdim=True)
    if not bool(torch.isfinite(mine).all()) or not bool((sizes > 0).all()):
        return Measure.APART, ""
    if bool((mine.abs() <= NOTHING * sizes).all()):
        return Measure.STILL, ""
    if len(mine) < LEAST_EPOCHS and mine.shape[1] < LEAST_EPOCHS:
        return Measure.APART, ""
    ratio = float((mine * right).sum() / (right * right).sum())
    if bool(((mine - ratio * right).norm(dim=1, keepdim=True) <= STEADY * sizes).all()):
        return (Measure.SCALED, _short(ratio)) if ratio > 0 else (Measure.TURNED, _short(-ratio))
    off = mine - right
    if mine.shape[1] == 1 and bool(((off - off.mean()).abs() <= STEADY * off.mean().abs()).all()):
        return Measure.SHIFTED, _short(float(off.mean()))
    return Measure.APART, ""


def _short(number: float) -> str:
    return f"{number:.4g}"
