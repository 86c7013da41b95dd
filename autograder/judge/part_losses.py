"""The sum of several losses that goes back at once → the loss of each network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import torch

from autograder.judge.as_solved import ROUNDOFF
from autograder.judge.loops import moved_in
from autograder.judge.right_path import RightPath
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Tape
from autograder.recorder.describe import describe, tensor

_CLOSE = {torch.float64: 1e-8}
_CLOSE_ELSE = 1e-4
"""Share of the largest slope by which slopes of one loss may differ."""

Paths = tuple[RightPath | None, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """A network in one turn: the losses that it may have there.

    `is_right`: its slope is that of the solution's loss; `descends`: of one of these losses. `shown`: a value of the
    student's own is such a loss. `scaled`: the loss that so many times the slope stands for.
    """

    losses: tuple[torch.Tensor, ...]
    is_right: bool
    descends: bool
    shown: bool
    scaled: torch.Tensor | None = None

    @property
    def trust(self) -> tuple[bool, bool, bool]:
        """How little the network has to do with what a sum is off by."""
        return self.shown, self.descends, self.is_right


def with_losses(parts: Sequence[Tape], paths: Paths, at_once: Callable[[], Paths]) -> tuple[tuple[Tape, ...], Paths]:
    """The parts that are there, each with its own loss, and their paths.

    A network has the solution's loss from the student's own parameters, as the solution finds them (`paths`) or as they
    were when the turn began (`at_once`). What the sum is off by is charged to the network whose gradient departs.
    """
    others = at_once() if any(_departs(*pair) for pair in zip(parts, paths, strict=True)) else paths
    kept = [at for at, part in enumerate(parts) if moved_in(part) or not _departs(part, paths[at], until=1)]
    if not kept:
        return (), ()
    found = [_shares_of(*each, is_there=at in kept) for at, each in enumerate(zip(parts, paths, others, strict=True))]
    known = {
        turn: _shared(total, [each[turn] for each in found])
        for column in parts[0].columns
        if column.quantity == "loss"
        for turn, total in zip(column.epochs, tensor(column.value), strict=True)
        if all(turn < len(each) for each in found)
    }
    own = ({turn: losses[at] for turn, losses in known.items()} for at in kept)
    return tuple(map(_with_loss, (parts[at] for at in kept), own)), tuple(paths[at] for at in kept)


def _shared(total: torch.Tensor, shares: Sequence[_Share]) -> list[torch.Tensor]:
    """The loss of each network, which add up to the total."""
    scaled = [share.scaled for share in shares if share.scaled is not None]
    asked = [*product(*(share.losses for share in shares)), *([tuple(scaled)] if len(scaled) == len(shares) else [])]
    for losses in asked:
        if _adds_up(total, losses):
            return [*losses]
    found = [share.losses[0] for share in shares]
    least = min(share.trust for share in shares)
    blamed = [at for at, share in enumerate(shares) if share.trust == least]
    if shares[blamed[0]].descends:
        blamed = blamed[:1]  # a number added to the sum: it is nobody's, and costs once
    rest = total - sum(one for at, one in enumerate(found) if at not in blamed)
    return [rest.reshape(one.shape).to(one.dtype) if at in blamed else one for at, one in enumerate(found)]


def _adds_up(total: torch.Tensor, values: Sequence[torch.Tensor]) -> bool:
    unit = ROUNDOFF / torch.finfo(torch.float64).eps * torch.finfo(total.dtype).eps
    size = sum(float(one.abs()) for one in values)
    return abs(float(total) - sum(map(float, values))) <= unit * size


def _shares_of(part: Tape, path: RightPath | None, other: RightPath | None, *, is_there: bool) -> list[_Share]:
    """Every turn of a network, as far as the solution could be followed.

    One that nothing was done for may be in the sum as a number.
    """
    columns = TapeColumns(part)
    shown = False
    found: list[_Share] = []
    for turn in range(part.epochs):
        rights = [(one.losses[turn], one.slopes(turn)) for one in (path, other) if one and turn in one.losses]
        if len(rights) < 2:  # noqa: PLR2004 - both
            break
        known = [loss for loss, _ in rights]
        if not is_there:
            found.append(_Share((torch.zeros_like(known[0]), known[0]), True, True, True))  # noqa: FBT003 - three facts
            continue
        mine = columns.slopes(turn)
        alike = [loss for loss, slopes in rights if _is(mine, slopes)]
        values = [row for name in columns.quantities if (row := _candidate(columns, name, turn)) is not None]
        said = [loss for loss in alike[:1] or known if any(_adds_up(value, [loss]) for value in values)]
        shown = bool(said) if values else shown
        losses = tuple(said[:1] or alike[:1] or known)
        is_right = bool(alike) and alike[0] is known[0]
        scaled = alike[0] if alike else _scaled(mine, rights[1][1], known[1])
        found.append(_Share(losses, is_right, bool(alike), shown, scaled))
    return found


def _candidate(columns: TapeColumns, quantity: str, turn: int) -> torch.Tensor | None:
    """A single number of the student's own that the loss was made from."""
    row = columns.row(quantity, turn) if quantity.startswith("candidate.") else None
    return row if row is not None and row.numel() == 1 and row.is_floating_point() else None


def _departs(part: Tape, path: RightPath | None, until: int | None = None) -> bool:
    """True where these get another gradient than the solution's in any turn."""
    columns = TapeColumns(part)
    turns = range(min(part.epochs, len(path) if path else 0))[:until]
    return path is None or not turns or any(not _is(columns.slopes(turn), path.slopes(turn)) for turn in turns)


def _is(mine: dict[str, torch.Tensor], right: dict[str, torch.Tensor], factor: float = 1.0) -> bool:
    """True where these are so many times the right slopes."""
    pairs = [(mine[name].double(), factor * row.double()) for name, row in right.items() if name in mine]
    if not pairs or any(one.shape != other.shape for one, other in pairs):
        return False
    close = max(_CLOSE.get(one.dtype, _CLOSE_ELSE) for one in mine.values())
    largest = max(float(other.abs().max()) for _, other in pairs)
    return all(bool(((one - other).abs() <= close * largest).all()) for one, other in pairs)


def is_multiple(mine: dict[str, torch.Tensor], right: dict[str, torch.Tensor]) -> bool:
    """True where these are the right slopes, as many times as you like but zero."""
    return bool(_factor(mine, right))


def _scaled(mine: dict[str, torch.Tensor], right: dict[str, torch.Tensor], loss: torch.Tensor) -> torch.Tensor | None:
    """The loss as many times as the slopes are; None where these are bent."""
    factor = _factor(mine, right)
    return None if factor is None else factor * loss


def _factor(mine: dict[str, torch.Tensor], right: dict[str, torch.Tensor]) -> float | None:
    """How many times the right slopes these are; None where these are bent."""
    both = [(mine[name].double(), row.double()) for name, row in right.items() if name in mine]
    length = sum(float((one * other).sum()) for one, other in both)
    size = sum(float((other * other).sum()) for _, other in both)
    factor = length / size if size else None
    return factor if factor is not None and _is(mine, right, factor) else None


def _with_loss(part: Tape, losses: dict[int, torch.Tensor]) -> Tape:
    columns = []
    for column in part.columns:
        if column.quantity == "loss":
            rows = tensor(column.value).clone()
            for place, turn in enumerate(column.epochs):
                if turn in losses:
                    rows[place] = losses[turn].to(rows.dtype).reshape(rows[place].shape)
            column = replace(column, value=replace(describe(rows), graph=column.value.graph))  # noqa: PLW2901
        columns.append(column)
    return replace(part, columns=tuple(columns))
