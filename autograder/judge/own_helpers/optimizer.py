"""A student's own wrong optimiser, and the loop stepping with it → is it right?

Their code does not run here: the solution's call is made with an optimiser that moves as theirs did, step by step, and only
from where theirs stood, with the gradients that it found and the options it was made with.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import torch

from autograder.judge.comparison import agree
from autograder.judge.loops import loops_of
from autograder.judge.own_helpers.loss import Followed, own_turns
from autograder.model import Call, Ending, Tape, Value
from autograder.recorder.call_log import MADE, parameters_held
from autograder.recorder.describe import revive

if TYPE_CHECKING:
    from autograder.judge.case import Case
    from autograder.judge.own_helpers.loss import OwnTurn

_PLAIN = bool | int | float | str | None
_NOTHING_IS_ZERO = "carried", "gradient"


def with_own_optimizer(case: Case, probe: str, tape: Tape, helper: str) -> Followed | None:
    """The solution's call, stepping as the student's own optimiser did.

    None where it is not shown that the two come to the same.
    """
    calls = [call for call in tape.calls if call.exercise == helper]
    runner = case.solution_program.with_made(helper, lambda own: _replayed(own, calls))
    followed = runner.record(case.probe(probe, shadow=False))
    if followed.ending is not Ending.FINISHED:
        return None
    turns, theirs = own_turns(loops_of(tape)), own_turns(loops_of(followed))
    if len(turns) != len(theirs) or not all(map(are_alike, turns, theirs)):
        return None
    return Followed(followed, frozenset({helper}))


def _replayed(own: type, calls: Sequence[Call]) -> type:
    """A class that moves parameters as the student's did, as it was made and called."""
    signature = inspect.signature(own)
    made: list[object] = []

    class ReplayedOptimizer:
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            mine = [call for call in calls if revive(call.inputs[1]) == len(made)]
            made.append(self)
            self._waiting = iter(mine[1:])
            self._parameters = [one for arg in (*args, *kwargs.values()) for one in _parameters(arg)]
            if (
                not mine
                or revive(mine[0].inputs[0]) != MADE
                or _given(signature, mine[0]) != _plain(signature, args, kwargs)
            ):
                raise LookupError
            if len(_paired(self._parameters, mine[0].returned)) != len(self._parameters):
                raise LookupError

        def step(self) -> None:
            self._move("step")

        def zero_grad(self) -> None:
            self._move("zero_grad")

        def _move(self, method: str) -> None:
            call = next(self._waiting, None)
            if call is None or revive(call.inputs[0]) != method:
                raise LookupError
            pairs = _paired(self._parameters, call.inputs[2])
            if len(pairs) != len(self._parameters):
                raise LookupError
            values, gradients = call.returned.items
            for parameter, place in pairs:
                parameter.data.copy_(revive(values.items[place]).detach())
                left = revive(gradients.items[place])
                parameter.grad = None if left is None else left.detach()

    return ReplayedOptimizer


def _parameters(value: Any) -> list[torch.Tensor]:
    """The parameters among an argument; what can be walked through once is."""
    return parameters_held([*value] if isinstance(value, Iterator) else value)


def _paired(parameters: Iterable[torch.Tensor], held: Value) -> list[tuple[torch.Tensor, int]]:
    """Each parameter, and its place among those held, of its numbers and gradient."""
    values, gradients = (value.items for value in held.items)
    free = [*range(len(values))]
    found = []
    for parameter in parameters:
        alike = (
            place
            for place in free
            if agree(revive(values[place]), parameter) and _same_gradient(revive(gradients[place]), parameter.grad)
        )
        place = next(alike, None)
        if place is None:
            return []
        free.remove(place)
        found.append((parameter, place))
    return [] if free else found


def _same_gradient(mine: Any, own: torch.Tensor | None) -> bool:
    """The same numbers; none are zeros."""
    if mine is None or own is None:
        there = own if mine is None else mine
        return there is None or not bool(there.any())
    return agree(mine, own)


def _given(signature: inspect.Signature, call: Call) -> Mapping[str, object] | None:
    """The options a student's optimiser was made with, as the right class takes them."""
    args, kwargs = revive(call.inputs[2]), revive(call.inputs[3])
    return _plain(signature, args, kwargs)


def _plain(signature: inspect.Signature, args: Iterable[Any], kwargs: Mapping[str, Any]) -> Mapping[str, object] | None:
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError:
        return None
    bound.apply_defaults()
    first = next(iter(bound.arguments), "")
    return {name: value for name, value in bound.arguments.items() if isinstance(value, _PLAIN) and name != first}


def are_alike(mine: OwnTurn, right: OwnTurn) -> bool:
    """True where all that a turn shows is what the other shows."""
    if mine.loss is None or right.loss is None or not agree(mine.loss, right.loss):
        return False
    return all(
        agree(row, right.rows[quantity].get(name, torch.zeros_like(row) if quantity in _NOTHING_IS_ZERO else None))
        for quantity in ("before", "carried", "gradient", "after")
        for name, row in mine.rows[quantity].items()
    )
