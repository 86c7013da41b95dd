"""A student's turns and the solution's → the batch that each of them is.

Where an epoch has fewer updates than it should, all later ones are other batches than their number says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch

from autograder.judge.comparison import Comparison, Tolerance, difference
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Column, Tape
from autograder.recorder.describe import describe

ALIKE = 0.9
"""So large a share of the turns must be those of the solution that they are taken for."""
PARALLEL = 1e-6
MOST_ALIGNED = 2048
"""Turns of a loop that is aligned: each costs one of the solution's."""

State = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Alignment:
    """By the student's turn, the solution's; None for one too many.

    `own` updates are in each of the student's epochs, `batches` in the solution's. `sure`: the values of the turns say so.
    """

    turns: tuple[int | None, ...]
    own: int
    batches: int
    sure: bool = True

    @property
    def uneven(self) -> tuple[int, int] | None:
        """The first epoch that has another number of updates, and that number."""
        if not self.sure:
            return None
        if self.own != self.batches:
            return 0, self.own
        epoch, rest = divmod(len(self.turns), self.batches)
        return (epoch, rest) if rest else None


def guesses(count: int, epochs: int, batches: int) -> Iterator[Alignment]:
    """How so many turns may lie in the solution's epochs, the likeliest first."""
    even = count // epochs if epochs and not count % epochs else 0
    for own in dict.fromkeys(n for n in (even, batches - 1) if n > 0 and n != batches):
        for left_out in dict.fromkeys((0, max(0, batches - own))):
            places = (divmod(turn, own) for turn in range(count))
            turns = [
                epoch * batches + batch + left_out if epoch < epochs and batch + left_out < batches else None
                for epoch, batch in places
            ]
            yield Alignment(tuple(turns), own, batches)
    yield straight(count, epochs * batches, batches)


def straight(count: int, right: int, batches: int) -> Alignment:
    """Turn for turn."""
    return Alignment(tuple(turn if turn < right else None for turn in range(count)), batches, batches)


def firsts(turns: Sequence[int]) -> tuple[int | None, ...]:
    """Turns by name, those that come again too many."""
    return tuple(turn if turns.index(turn) == place else None for place, turn in enumerate(turns))


def unsure(count: int, right: int, epochs: int, batches: int) -> Alignment:
    """Turn for turn, because nothing better is known."""
    own = count // epochs if epochs and count and not count % epochs else batches
    return Alignment(straight(count, right, batches).turns, own, batches, sure=False)


def filled(mine: Tape, turns: Sequence[int | None]) -> tuple[list[State], list[State]]:
    """By turn of the solution's: the student's parameters before it, and gradients.

    A turn that the student left out begins where the next does, and finds no gradient.
    """
    columns = TapeColumns(mine)
    own = {right: turn for turn, right in enumerate(turns) if right is not None}
    states: list[State] = []
    gradients: list[State] = []
    for right in range(max(own, default=-1) + 1):
        turn = own.get(right)
        following = turn if turn is not None else next(own[later] for later in sorted(own) if later > right)
        before = columns.by_parameter("before", following)
        if not before:
            break
        states.append(before)
        nothing = {name: torch.zeros_like(value) for name, value in before.items()}
        gradients.append(nothing if turn is None else columns.by_parameter("gradient", turn))
    return states, gradients


def gathered(
    mine: Tape, batches: int, follow: Callable[[Sequence[State], Sequence[State]], Tape | None]
) -> Tape | None:
    """The solution's epochs as one turn each.

    Losses and gradients are those of all batches together, added up, or their mean, as the student's are. None where they are neither.
    """
    columns = TapeColumns(mine)
    states = [columns.by_parameter("before", turn) for turn in range(mine.epochs) for _ in range(batches)]
    nothing = [{name: torch.zeros_like(value) for name, value in state.items()} for state in states]
    found = follow(states, nothing) if all(states) else None
    if found is None or found.epochs < len(states):
        return None
    for share in (1.0, 1.0 / batches):
        whole = _by_epoch(found, mine.epochs, batches, share)
        if fitting(mine, whole, range(mine.epochs)) >= ALIKE:
            return whole
    return None


def _by_epoch(tape: Tape, count: int, batches: int, share: float) -> Tape:
    """The tape with so many turns made one, of each that share."""
    columns = TapeColumns(tape)
    kept = [one for one in columns.quantities if one == "loss" or one.startswith("gradient.")]
    made = []
    for quantity in kept:
        rows = [row for turn in range(count * batches) if (row := columns.row(quantity, turn)) is not None]
        if len(rows) == count * batches:
            values = torch.stack([row.reshape(rows[0].shape) for row in rows])
            together = share * values.reshape(count, batches, *values.shape[1:]).sum(1)
            made.append(Column(quantity, tuple(range(count)), describe(together)))
    return replace(tape, epochs=count, columns=tuple(made))


def fitting(mine: Tape, right: Tape, turns: Sequence[int | None]) -> float:
    """The share of turns with the solution's yhat, loss, or way of the gradient."""
    own, theirs = TapeColumns(mine), TapeColumns(right)
    pairs = [(turn, place) for turn, place in enumerate(turns) if place is not None]
    return sum(_is_that_turn(own, turn, theirs, place) for turn, place in pairs) / max(1, len(pairs))


def _is_that_turn(mine: TapeColumns, turn: int, right: TapeColumns, place: int) -> bool:
    comparison = Comparison(Tolerance(), shadow=mine.tape.shadow)
    for quantity in ("loss", "yhat"):
        got, asked = mine.row(quantity, turn), right.row(quantity, place)
        if got is not None and asked is not None and difference(got, asked, comparison) is None:
            return True
    return _is_parallel(mine.by_parameter("gradient", turn), right.by_parameter("gradient", place))


def _is_parallel(mine: State, right: State) -> bool:
    """True where both gradients point the same way, however long they are."""
    if not mine or mine.keys() != right.keys() or any(mine[n].shape != right[n].shape for n in mine):
        return False
    got, asked = (torch.cat([one[name].double().reshape(-1) for name in mine]) for one in (mine, right))
    length = float(got.norm() * asked.norm())
    return length > 0 and float(got @ asked) >= (1 - PARALLEL) * length
