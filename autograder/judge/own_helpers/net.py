"""A student's own wrong net, and the loop that trains it → is the loop right?

Their code does not run here: the solution's loop is given a net that answers what theirs did, has their parameters, and is
put before every turn where theirs was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from autograder.judge.comparison import agree, all_alike
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Call, Check, Step, Tape, Value
from autograder.recorder.describe import describe, revive

if TYPE_CHECKING:
    from autograder.judge.case import Case

State = dict[str, torch.Tensor]


def follows_own_net(case: Case, check: Check, tape: Tape, calls: Sequence[Call], asked: str) -> bool:
    """True where the student's loop is right in every turn, with their own net.

    `asked` is the quantity that departs: an update fails by where it goes, or by a gradient that is left.
    """
    if tape.loops or not calls:
        return False
    right = _followed(case, check, tape, calls)
    if right is None or right.epochs < tape.epochs:
        return False
    mine, theirs = TapeColumns(tape), TapeColumns(right)
    turns = [_Turn(mine, theirs, number) for number in range(tape.epochs)]
    return _is_right(turns, check.step, asked)


def _is_right(turns: Sequence[_Turn], step: str, asked: str) -> bool:
    """True where every turn is right in what the check looks at."""
    if step in {Step.YHAT, Step.LOSS}:
        return all(turn.agrees(str(step)) for turn in turns)
    if step == Step.BACKWARD:
        slopes = [turn for turn in turns if turn.shows_a_slope]
        return bool(slopes) and all(turn.agrees("loss") for turn in turns) and all(one.descends for one in slopes)
    if step == Step.UPDATE:
        cleared = not any(turn.carries for turn in turns)
        return cleared and (asked.startswith("carried.") or all(turn.moves for turn in turns))
    return False


def stand_in(
    calls: Sequence[Call], start: Mapping[str, torch.Tensor], yhats: Sequence[torch.Tensor | None]
) -> Callable[[type], type]:
    """A class whose nets answer what the student's did.

    Call by call, as far as these are kept, then by the loop's yhat. Its parameters are the student's.
    """

    def made(own: type) -> type:
        class StandIn(torch.nn.Module):
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__()
                own(*args, **kwargs)  # draws what the solution's draws
                for name, value in start.items():
                    self.register_parameter(flat(name), torch.nn.Parameter(value.clone()))
                self._answers = _answers(calls, yhats)

            def forward(self, *inputs: Any) -> torch.Tensor:
                asked = [describe(one) for one in inputs]
                value = next(one for taken, one in self._answers if taken is None or all_alike(taken, asked))
                return value + 0 * sum(parameter.sum() for parameter in self.parameters())

        return StandIn

    return made


def flat(name: str) -> str:
    """A parameter's name without its modules, which the stand-in has not."""
    return name.replace(".", "_")


def _answers(
    calls: Sequence[Call], yhats: Sequence[torch.Tensor | None]
) -> Iterator[tuple[tuple[Value, ...] | None, torch.Tensor]]:
    for call in calls:
        yield call.inputs, revive(call.returned)
    for late in yhats[len(calls) :]:
        if late is None:
            return
        yield None, late


def _followed(case: Case, check: Check, tape: Tape, calls: Sequence[Call]) -> Tape | None:
    """The solution's loop with such a net, put where the student's was."""
    columns = TapeColumns(tape)
    befores = [_flat_rows(columns, "before", turn) for turn in range(tape.epochs)]
    gradients = [_flat_rows(columns, "gradient", turn) for turn in range(tape.epochs)]
    if not all(len(rows) == len(columns.names) for rows in (*befores, *gradients)):
        return None
    yhats = [columns.row("yhat", turn) for turn in range(tape.epochs)]
    runner = case.solution_program.with_made(calls[0].exercise, stand_in(calls, befores[0], yhats))
    with case.clock.ending():
        followed = runner.follow(case.probe(check.probe, shadow=False), befores, gradients, parts=1)
    return None if followed.loops else followed


def _flat_rows(columns: TapeColumns, kind: str, turn: int) -> State:
    return {flat(name): row for name, row in columns.by_parameter(kind, turn).items()}


@dataclass(frozen=True, slots=True)
class _Turn:
    """One turn of the student's, and of the solution with their net."""

    mine: TapeColumns
    theirs: TapeColumns
    number: int

    def agrees(self, quantity: str) -> bool:
        """True where both have it, and it is the same."""
        return agree(self.mine.row(quantity, self.number), self.theirs.row(quantity, self.number))

    @property
    def moves(self) -> bool:
        """True where every parameter moved as the solution's optimiser moves it."""
        return all(
            agree(self.mine.row(f"after.{name}", self.number), self.theirs.row(f"after.{flat(name)}", self.number))
            for name in self.mine.names
        )

    @property
    def carries(self) -> bool:
        """True where a gradient is left of an earlier turn."""
        rows = (self.mine.row(f"carried.{name}", self.number) for name in self.mine.names)
        return any(row is not None and bool(row.any()) for row in rows)

    @property
    def shows_a_slope(self) -> bool:
        """True where the derivative of the student's own loss was written down."""
        return any(self.mine.row(f"slope.{name}", self.number) is not None for name in self.mine.names)

    @property
    def descends(self) -> bool:
        """True where the gradient is that derivative, plus what was left, and not zeros."""
        found = [
            tuple(self.mine.row(f"{quantity}.{name}", self.number) for quantity in ("gradient", "slope", "carried"))
            for name in self.mine.names
        ]
        alive = any(slope is not None and bool(slope.any()) for _, slope, _ in found)
        return alive and all(
            agree(gradient, slope) or (left is not None and slope is not None and agree(gradient, slope + left))
            for gradient, slope, left in found
        )
