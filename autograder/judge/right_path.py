"""A student's loops × the solution → what it does in each of their turns.

Always from the student's own values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import torch

from autograder.errors import DepartedError
from autograder.judge.loops import loops_of, moved_in
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Difference, Kind, Probe, Tape
from autograder.recorder.describe import tensor

if TYPE_CHECKING:
    from autograder.judge.program import Program

State = dict[str, torch.Tensor]
_NAMED = ("before", "slope", "gradient", "carried", "after")


@dataclass(frozen=True)
class RightTurn:
    """The solution's values in one turn.

    `.yhat .loss`, and by parameter name `.before .slope .gradient .after`.
    """

    path: RightPath
    number: int

    def __getattr__(self, quantity: str) -> torch.Tensor | State:
        """A quantity of this turn."""
        return self.path.at(quantity, self.number)


class RightPath:
    """The solution's turns, from the student's own values in each.

    There are as many as could be followed.
    """

    def __init__(self, tape: Tape) -> None:
        self._columns = TapeColumns(tape)
        self._count = tape.epochs

    def __len__(self) -> int:
        """How many turns could be followed."""
        return self._count

    def turn(self, number: int) -> RightTurn:
        """One turn, from 0 on."""
        return RightTurn(self, number)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The parameters' names."""
        return self._columns.names

    def at(self, quantity: str, number: int) -> torch.Tensor | State:
        """One quantity in one turn.

        What the solution has not shown there is a turn too many of the student's.
        """
        if quantity in _NAMED:
            rows = {name: self._columns.row(f"{quantity}.{name}", number) for name in self.names}
            found = {name: row for name, row in rows.items() if row is not None}
            if quantity == "carried":
                return found
            if found:
                return found
        else:
            row = self._columns.row(quantity, number)
            if row is not None:
                return row
        raise DepartedError(Difference(Kind.EPOCHS, "updates", got=str(number + 1), expected=str(self._count)))


def right_paths(
    mine: tuple[Tape, ...], solution: Program, probe: Probe, *, shadow: bool
) -> tuple[RightPath | None, ...]:
    """For each of the student's loops, the solution's turns from the student's values.

    None where it has no such loop.
    """
    own = solution.tape(probe, shadow=shadow)
    rights = loops_of(own)
    partner = _partners(rights, mine)
    states, gradients = _path(rights, mine, partner)
    parts = int(tensor(own.seen["loop.parts"])) if "loop.parts" in own.seen else 1
    followed = loops_of(solution.runner(shadow=shadow).follow(probe, states, gradients, parts=parts))
    by_mine = {partner[at]: tape for at, tape in enumerate(followed) if partner.get(at) is not None}
    return tuple(RightPath(by_mine[at]) if at in by_mine else None for at in range(len(mine)))


def _partners(rights: tuple[Tape, ...], mine: tuple[Tape, ...]) -> dict[int, int]:
    """For each of the solution's loops the student's.

    By what they move, or else by their order.
    """
    if len(rights) == len(mine) == 1:
        return {0: 0}
    moved = [{*moved_in(tape)} for tape in mine]
    found: dict[int, int] = {}
    for at, right in enumerate(rights):
        wanted = {*moved_in(right)}
        free = [place for place in range(len(mine)) if place not in found.values()]
        same = [place for place in free if moved[place] == wanted]
        if same or at in free:
            found[at] = (same or [at])[0]
    return found


def _path(
    rights: tuple[Tape, ...], mine: tuple[Tape, ...], partner: Mapping[int, int]
) -> tuple[list[State], list[State]]:
    """By turn of the solution's: the student's parameters before it, and gradients."""
    columns = [TapeColumns(tape) for tape in mine]
    order = sorted((tick, at, turn) for at, tape in enumerate(rights) for turn, tick in enumerate(_ticks(tape)))
    now = _untouched(rights, columns)
    states: list[State] = []
    gradients: list[State] = []
    for _, at, turn in order:
        own = columns[partner[at]] if at in partner else None
        before = _rows(own, "before", turn) if own else {}
        if own is None or not before or any(name not in before for name in own.names if own.epochs(f"before.{name}")):
            break
        states.append({**now, **before})
        gradients.append(_rows(own, "gradient", turn))
        now = {**now, **before, **_rows(own, "after", turn)}
    return states, gradients


def _untouched(rights: tuple[Tape, ...], mine: list[TapeColumns]) -> State:
    """Parameters that no loss of the student's depends on: they are where they were."""
    seen = {name for columns in mine for name in columns.names}
    own = [TapeColumns(tape) for tape in rights]
    return {name: row for one in reversed(own) for name, row in _rows(one, "before", 0).items() if name not in seen}


def _ticks(tape: Tape) -> tuple[int, ...]:
    return tape.loops[0].ticks if tape.loops else tuple(range(tape.epochs))


def _rows(columns: TapeColumns, quantity: str, turn: int) -> State:
    rows = ((name, columns.row(f"{quantity}.{name}", turn)) for name in columns.names)
    return {name: row for name, row in rows if row is not None}
