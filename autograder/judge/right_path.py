"""A student's loops × the solution → what it does in each of their turns.

Always from the student's own values.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import torch

from autograder.errors import DepartedError
from autograder.judge.alignment import (
    ALIKE,
    MOST_ALIGNED,
    Alignment,
    filled,
    firsts,
    fitting,
    gathered,
    guesses,
    straight,
    unsure,
)
from autograder.judge.loops import chosen, loops_of, moved_in, parts_of
from autograder.judge.recorded import seen_on
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Difference, Ending, Kind, Probe, Tape

if TYPE_CHECKING:
    from autograder.judge.program import Program

State = dict[str, torch.Tensor]
Left = dict[str, torch.Tensor | None]
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

    There are as many as could be followed. `values`: its yhat, loss and gradient where the student's epochs are uneven.
    """

    def __init__(self, tape: Tape, alignment: Alignment, values: Tape | None = None) -> None:
        self.alignment = alignment
        self._columns = TapeColumns(tape)
        self._values = TapeColumns(values) if values else None
        self._ended = tape.ending is Ending.FINISHED
        self._count = tape.epochs if self._ended else min(tape.epochs, len(alignment.turns))

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

    @property
    def losses(self) -> dict[int, torch.Tensor]:
        """The solution's loss by turn."""
        rows = ((turn, self._columns.row("loss", turn)) for turn in range(self._count))
        return {turn: row for turn, row in rows if row is not None}

    def slopes(self, turn: int) -> State:
        """The gradient of the solution's loss by parameter."""
        return self._columns.slopes(turn)

    def has(self, number: int) -> bool:
        """False for a turn too many, also where the solution stopped by itself before."""
        if self._ended and number >= self._count > 0:
            return False
        return number >= len(self.alignment.turns) or self.alignment.turns[number] is not None

    @cached_property
    def seen(self) -> dict[str, Any]:
        """Values that the driver wrote down of the solution on this path, `returned` too.

        Where it has gone on after the student stopped there are none, and that is the difference.
        """
        if not self._ended:
            raise DepartedError(Difference(Kind.OTHER, "updates", got=str(self._count), note="stopped_early"))
        return seen_on(self._columns.tape)

    def at(self, quantity: str, number: int) -> torch.Tensor | State:
        """One quantity in one turn.

        What the solution has not shown there is a turn too many of the student's.
        """
        columns, place = self._place(quantity, number)
        if quantity in _NAMED:
            rows = {name: columns.row(f"{quantity}.{name}", place) for name in self.names}
            found = {name: row for name, row in rows.items() if row is not None}
            if quantity == "carried":
                return found
            if found:
                return found
        else:
            row = columns.row(quantity, place)
            if row is not None:
                return row
        raise DepartedError(Difference(Kind.EPOCHS, "updates", got=str(number + 1), expected=str(self._count)))

    def _place(self, quantity: str, number: int) -> tuple[TapeColumns, int]:
        """The columns and the turn of the solution's that this turn is held against.

        An optimiser has made as many updates as the student's, whichever batches they were.
        """
        turn = self.alignment.turns[number] if number < len(self.alignment.turns) else None
        if self._values is None or quantity == "after" or turn is None:
            return self._columns, number
        return self._values, turn


def right_paths(
    mine: tuple[Tape, ...], solution: Program, probe: Probe, *, shadow: bool, batches: Sequence[int] = ()
) -> tuple[RightPath | None, ...]:
    """For each of the student's loops, the solution's turns from the student's values.

    None where it has no such loop. `batches` are the updates that an epoch of each has.
    """
    own = solution.tape(probe, shadow=shadow)
    rights = loops_of(own)
    partner = partners(rights, mine)
    places = _places(rights, mine, partner)
    states, gradients, afters = _path(rights, mine, partner, places)
    is_whole = len(states) == sum(tape.epochs for tape in rights)
    parts = parts_of(own)
    runner = solution.runner(shadow=shadow)
    followed = loops_of(runner.follow(probe, states, gradients, parts=parts, afters=afters, is_whole=is_whole))
    by_mine = {partner[at]: at for at in range(len(followed)) if at in partner}

    def follow(states: Sequence[State], gradients: Sequence[State]) -> Tape | None:
        """The solution from other states, where one loop of plain turns is all there is."""
        if len(rights) != 1 or len(mine) != 1 or parts != 1:
            return None
        return solution.runner(shadow=shadow).follow(probe, states, gradients, parts=1)

    def path(at: int, tape: Tape) -> RightPath:
        own, turns = by_mine[at], places[by_mine[at]]
        found, in_epoch = chosen(followed[own], turns), batches[at] if at < len(batches) else 1
        if len({*turns}) < tape.epochs:
            return RightPath(found, Alignment(firsts(turns), in_epoch, in_epoch))
        return _right_path(tape, rights[own], found, in_epoch, follow)

    return tuple(path(at, tape) if at in by_mine else None for at, tape in enumerate(mine))


def _right_path(
    mine: Tape,
    own: Tape,
    followed: Tape,
    batches: int,
    follow: Callable[[Sequence[State], Sequence[State]], Tape | None],
) -> RightPath:
    """The solution's turns, batch for batch, from the student's own values."""
    count, right = mine.epochs, own.epochs
    if batches == 1 or count == right or count > MOST_ALIGNED:
        return RightPath(followed, straight(count, right, batches))
    turned = straight(count, right, batches)
    best, shown, values = fitting(mine, followed, turned.turns), turned, None
    for guess in guesses(count, right // batches, batches):
        if best >= 1.0 or guess == turned:
            break
        found = follow(*filled(mine, guess.turns))
        share = fitting(mine, found, guess.turns) if found else 0.0
        if share > best:
            best, shown, values = share, guess, found
    if best < ALIKE and count * batches == right and (whole := gathered(mine, batches, follow)) is not None:
        return RightPath(followed, Alignment(tuple(range(count)), 1, batches), whole)
    if best < ALIKE:
        return RightPath(followed, unsure(count, right, right // batches, batches))
    return RightPath(followed, shown, values)


def partners(rights: tuple[Tape, ...], mine: tuple[Tape, ...]) -> dict[int, int]:
    """For each of the solution's loops the student's.

    By what they move, or else by their order.
    """
    if len(rights) == len(mine) == 1:
        return {0: 0}
    moved = [{*moved_in(tape)} for tape in mine]
    wanted = [{*moved_in(tape)} for tape in rights]
    found: dict[int, int] = {}
    for at, place in (
        *((at, place) for at in range(len(rights)) for place in range(len(mine)) if moved[place] == wanted[at]),
        *((at, at) for at in range(min(len(rights), len(mine)))),
        *((at, place) for at in range(len(rights)) for place in range(len(mine)) if moved[place] & wanted[at]),
    ):
        if at not in found and place not in found.values():
            found[at] = place
    return found


def _path(
    rights: tuple[Tape, ...], mine: tuple[Tape, ...], partner: Mapping[int, int], places: Mapping[int, Sequence[int]]
) -> tuple[list[State], list[Left], list[State]]:
    """By turn: the student's parameters before it, gradients, parameters after it."""
    columns = [TapeColumns(tape) for tape in mine]
    order = sorted((tick, at, turn) for at, tape in enumerate(rights) for turn, tick in enumerate(ticks_of(tape)))
    ticks = [ticks_of(tape) for tape in mine]
    is_uneven = any(len({*turns}) < len(turns) for turns in places.values())
    now = _untouched(rights, columns)
    states: list[State] = []
    gradients: list[Left] = []
    afters: list[State] = []
    count = 0
    for _, at, turn in order:
        own = columns[partner[at]] if at in partner else None
        if own is None or not own.names or turn not in places[at]:  # a turn that the student has not: nothing moves
            states.append(now)
            gradients.append(_nothing_for(rights[at]))
            afters.append(now)
            continue
        number = places[at].index(turn)
        before = own.by_parameter("before", number)
        if not before or any(name not in before for name in own.names if own.epochs(f"before.{name}")):
            break
        now |= _left_by(columns, ticks, ticks[partner[at]][number]) if is_uneven else {}
        states.append({**now, **before})
        gradients.append({**own.by_parameter("gradient", number)})
        now = {**now, **before, **own.by_parameter("after", number)}
        afters.append(now)
        count = len(states)
    return states[:count], gradients[:count], afters[:count]


def _left_by(columns: Sequence[TapeColumns], ticks: Sequence[Sequence[int]], tick: int) -> State:
    """The parameters as the student's turns before this one have left them."""
    last = [(one[done - 1], at, done - 1) for at, one in enumerate(ticks) if (done := bisect_left(one, tick))]
    return {name: row for _, at, turn in sorted(last) for name, row in columns[at].by_parameter("after", turn).items()}


def _nothing_for(right: Tape) -> Left:
    """No gradient of what a loop moves; zeros where no optimiser passes over none."""
    rows = TapeColumns(right).by_parameter("before", 0)
    has_optimizer = "loop.optimizer" in right.seen and right.seen["loop.optimizer"].text
    return {name: None if has_optimizer else torch.zeros_like(rows[name]) for name in moved_in(right) if name in rows}


def _places(rights: tuple[Tape, ...], mine: tuple[Tape, ...], partner: Mapping[int, int]) -> dict[int, Sequence[int]]:
    """The solution's turn that each of the student's is, by the solution's loops.

    Of a loop that is left out now and then, or turns more often, beside one that does not, by what that one has done by then.
    """
    found: dict[int, Sequence[int]] = {at: range(mine[own].epochs) for at, own in partner.items()}
    whole = [at for at, own in partner.items() if mine[own].epochs == rights[at].epochs]
    for at, own in partner.items():
        for beside in whole if mine[own].epochs != rights[at].epochs else ():
            pairs = [*zip(ticks_of(rights[beside]), ticks_of(rights[at]), strict=False)]
            is_after = all(first < second for first, second in pairs)
            if rights[at].epochs == rights[beside].epochs and all(abs(one - two) == 1 for one, two in pairs):
                other = ticks_of(mine[partner[beside]])
                turns = [sum(one < tick for one in other) - is_after for tick in ticks_of(mine[own])]
                fewer = mine[own].epochs < rights[at].epochs
                if sorted({*turns} if fewer else turns) == turns and all(
                    0 <= turn < rights[at].epochs for turn in turns
                ):
                    found[at] = turns
    return found


def _untouched(rights: tuple[Tape, ...], mine: list[TapeColumns]) -> State:
    """Parameters that no loss of the student's depends on: they are where they were."""
    seen = {name for columns in mine for name in columns.names}
    own = [TapeColumns(tape) for tape in rights]
    return {
        name: row for one in reversed(own) for name, row in one.by_parameter("before", 0).items() if name not in seen
    }


def ticks_of(tape: Tape) -> tuple[int, ...]:
    """The places of a loop's turns among those of all loops."""
    return tape.loops[0].ticks if tape.loops else tuple(range(tape.epochs))
