"""Wrong epochs, a student's numbers and the right ones → a regularity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import torch

from autograder.judge.loop_path import Rows, index_of
from autograder.model import Measure, Pattern

STEADY = 2e-3
"""So far from it, of the right values' size in that epoch, may be what still follows a rule."""
NOTHING = 1e-9
FADED = 1e-4
CLEAR = 0.05
"""So little of what a rule says may be left over: a factor of 1.00001 is none where noise is as large."""
LEAST_NUMBERS = 2
"""Of fewer no rule is told: any one number is some other one's multiple."""
FEW = 8
MOST_DECIMALS = 5
CUTS = {Measure.CAPPED, Measure.FLOORED}
ROUND = 2
"""Digits of a number that somebody has written as a bound."""
VALUE = "value"
STEP = "after"
"""A step may take the one before with it."""
FEWEST_STEPS = 3


Shapes = Mapping[str, tuple[int, ...]]


def pattern(
    quantity: str,
    wrong: torch.Tensor,
    got: Rows | None,
    right: Rows | None,
    shapes: Shapes = MappingProxyType({}),
    *,
    roundings: Rows | None = None,
) -> Pattern:
    """How these values stand to the right ones, in the epochs in which they are wrong.

    A number that is never further off than its `roundings` is none of the wrong ones.
    """
    epochs = torch.nonzero(wrong).reshape(-1)
    first, last = int(epochs[0]), int(epochs[-1])
    measure, number, names = Measure.APART, "", ()
    if got is not None and right is not None:
        columns = _wrong_columns(got, right, epochs, roundings or {})
        mine, theirs = (
            torch.cat([rows[name][epochs][:, at] for name, at in columns.items()], 1) for rows in (got, right)
        )
        measure, number = _rule(mine, theirs, _before(got, columns, epochs) if quantity == STEP else None)
        names = tuple(label for name, at in columns.items() for label in _labels(name, at, right, shapes))
    to_the_end = len(epochs) == last - first + 1 and (last == len(wrong) - 1 or _is_too_small(right, first, last))
    until = None if to_the_end else last
    return Pattern(measure, quantity, first, until, len(epochs), number, tuple(filter(None, names)))


def _is_too_small(right: Rows | None, first: int, last: int) -> bool:
    """True where after these epochs hardly anything was left that could be wrong.

    Or nothing finite is right there.
    """
    if right is None:
        return False
    sizes = torch.stack([rows.abs().amax(1) for rows in right.values()]).amax(0)
    return bool((sizes[last + 1 :].nan_to_num(nan=0.0, posinf=0.0) <= FADED * sizes[first]).all())


def _wrong_columns(got: Rows, right: Rows, epochs: torch.Tensor, roundings: Rows) -> dict[str, list[int]]:
    """The places of wrong numbers by parameter; all of one that has many."""
    sizes = torch.stack([rows[epochs].abs().amax(1) for rows in right.values()]).amax(0)[:, None]
    found = {}
    for name, rows in right.items():
        least = STEADY / 100 * sizes
        if name in roundings:
            least = torch.maximum(least, roundings[name][epochs])
        off = ~((got[name][epochs] - rows[epochs]).abs() <= least).all(0)
        if bool(off.any()):
            few = len(off) <= FEW
            found[name] = torch.nonzero(off).reshape(-1).tolist() if few else [*range(len(off))]
    return found or {name: [*range(rows.shape[1])] for name, rows in right.items()}


def _labels(name: str, at: list[int], right: Rows, shapes: Shapes) -> list[str]:
    """The parameter's name, or those of its elements where some of them are right."""
    if len(at) == right[name].shape[1] or not name:
        return [name]
    shape = shapes.get(name, ())
    kept = [axis for axis, length in enumerate(shape) if length > 1]
    places = (index_of(place, shape) for place in at)
    return [f"{name}[{', '.join(str(place[axis]) for axis in kept)}]" for place in places]


def _before(got: Rows, columns: Mapping[str, list[int]], epochs: torch.Tensor) -> torch.Tensor | None:
    """The student's own values in the epochs before.

    None where there is none before, or they are few.
    """
    if int(epochs[0]) == 0 or len(epochs) < FEWEST_STEPS:
        return None
    return torch.cat([got[name][epochs - 1][:, at] for name, at in columns.items()], 1)


def _rule(mine: torch.Tensor, right: torch.Tensor, before: torch.Tensor | None = None) -> tuple[Measure, str]:
    sizes = right.norm(dim=1, keepdim=True)
    if not bool(torch.isfinite(mine).all()) or not bool((sizes > 0).all()):
        return Measure.APART, ""
    if bool((mine.abs() <= NOTHING * sizes).all()):
        return Measure.STILL, ""
    off = mine - right
    found = _rule_of_many(mine, right, sizes, before) if mine.numel() >= LEAST_NUMBERS else None
    return found or (Measure.OFF, _percent(off, sizes))


def _rule_of_many(
    mine: torch.Tensor, right: torch.Tensor, sizes: torch.Tensor, before: torch.Tensor | None
) -> tuple[Measure, str] | None:
    off = mine - right
    ratio = float((mine * right).sum() / (right * right).sum())
    if _follows(mine - ratio * right, sizes, abs(1 - ratio)):
        return (Measure.SCALED, _short(ratio)) if ratio > 0 else (Measure.TURNED, _short(-ratio))
    if _is_steady(off):
        return Measure.SHIFTED, _short(float(off.mean()))
    if before is not None and bool(before.any()):
        share = float((off * before).sum() / (before * before).sum())
        if share > 0 and _follows(off - share * before, before.norm(dim=1, keepdim=True), share):
            return Measure.TRAILING, _short(share)
    shares = (mine * right).sum(1, keepdim=True) / (right * right).sum(1, keepdim=True)
    if bool((shares > 0).all()) and _follows(mine - shares * right, sizes, (1 - shares).abs()):
        return Measure.VARIED, f"{_short(float(shares.min()))}–{_short(float(shares.max()))}"
    return None


def _follows(rest: torch.Tensor, sizes: torch.Tensor, effect: torch.Tensor | float) -> bool:
    """True where a rule leaves little over, beside what it says."""
    most = torch.clamp(torch.as_tensor(effect) * CLEAR, max=STEADY)
    return bool((rest.norm(dim=1, keepdim=True) <= most * sizes).all())


def _is_steady(off: torch.Tensor) -> bool:
    return bool(((off - off.mean()).abs() <= STEADY * off.mean().abs()).all())


def _percent(off: torch.Tensor, sizes: torch.Tensor) -> str:
    return f"{100 * float((off.norm(dim=1, keepdim=True) / sizes).max()):.3g}%"


def value_pattern(got: torch.Tensor, right: torch.Tensor, most: torch.Tensor | float) -> Pattern | None:
    """How the numbers of one value stand to the right ones, `most` apart at most."""
    mine, theirs = got.detach().double().reshape(-1), right.detach().double().reshape(-1)
    if mine.shape != theirs.shape or not len(mine) or not bool(torch.isfinite(torch.stack([mine, theirs])).all()):
        return None
    if len(mine) == 1 and not bool(mine.any()):
        return None  # of one number there is no more to say than the number
    measure, number = _rule_of_values(mine, theirs, torch.as_tensor(most, dtype=torch.float64).expand_as(mine))
    return Pattern(measure, VALUE, 0, count=len(mine), number=number)


def _rule_of_values(mine: torch.Tensor, right: torch.Tensor, most: torch.Tensor) -> tuple[Measure, str]:
    wrong = (mine - right).abs() > most
    if not bool(mine.any()):
        return Measure.STILL, ""
    if len(mine) == 1:
        return _rule_of_one(float(mine), float(right))
    for measure, number, found in _similarities(mine, right):
        if bool(((found - mine).abs() <= most).all()) and (measure not in CUTS or _is_cut(mine[wrong])):
            return measure, number
    if bool(((mine.sort().values - right.sort().values).abs() <= most).all()):
        return Measure.REORDERED, ""
    measure, number = _rule(mine[None], right[None])
    if measure in {Measure.SCALED, Measure.TURNED} and not _is_each_scaled(mine, right, most):
        measure, number = Measure.OFF, _percent((mine - right)[None], right.norm().reshape(1, 1))
    if measure is Measure.OFF and int(wrong.sum()) < len(mine):
        return Measure.PARTLY, f"{int(wrong.sum())}/{len(mine)}"
    return measure, number


def _is_each_scaled(mine: torch.Tensor, right: torch.Tensor, most: torch.Tensor) -> bool:
    """True where every number is as many times the right one, small ones too."""
    ratio = (mine * right).sum() / (right * right).sum()
    return bool(((mine - ratio * right).abs() <= STEADY * (ratio * right).abs() + most).all())


def _is_cut(mine: torch.Tensor) -> bool:
    """True of several numbers that end at one place, or of one at a round number.

    Any one number that is wrong ends somewhere.
    """
    return len(mine) != 1 or float(f"{float(mine[0]):.{ROUND}g}") == float(mine[0])


def _rule_of_one(mine: float, right: float) -> tuple[Measure, str]:
    if not right:
        return Measure.SHIFTED, _short(mine)
    return (Measure.SCALED if mine * right > 0 else Measure.TURNED), _short(abs(mine / right))


def _similarities(mine: torch.Tensor, right: torch.Tensor) -> Iterator[tuple[Measure, str, torch.Tensor]]:
    """The right numbers as somebody may have narrowed them."""
    for decimals in range(MOST_DECIMALS):
        yield Measure.ROUNDED, str(decimals), right.round(decimals=decimals)
    for dtype in (torch.float16, torch.bfloat16):
        yield Measure.NARROWED, str(dtype).removeprefix("torch."), right.to(torch.float32).to(dtype).double()
    yield Measure.CAPPED, _short(float(mine.max())), right.clamp(max=float(mine.max()))
    yield Measure.FLOORED, _short(float(mine.min())), right.clamp(min=float(mine.min()))


def _short(number: float) -> str:
    """Four digits, or as many as tell it from 1; nothing is never below it."""
    number += 0.0
    return next((text for digits in (4, 6, 8) if (text := f"{number:.{digits}g}") != "1"), f"{number:.12g}")
