"""A value made of a helper's wrong answers → is it made as the solution makes it?

Their code does not run here: the solution's caller is given, call by call, what the student's helper gave back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from autograder.judge.comparison import alike
from autograder.judge.own_helpers.claimed import claimed
from autograder.model import Call, Ending, Tape, Value
from autograder.recorder.describe import describe

if TYPE_CHECKING:
    from autograder.judge.case import Case


def answers_with(case: Case, probe: str, helper: str, quantity: str) -> bool:
    """True where a value is the solution's, made of the student's helper's answers.

    Without a `quantity` it is what came back, if the driver looked at nothing else.
    """
    tape = case.tapes[probe][0]
    asked = case.probe(probe, shadow=False)
    own = case.solution_program.tape(asked, shadow=False)
    calls = [call for call in tape.calls if call.exercise == helper] if tape else []
    theirs = [call for call in own.calls if call.exercise == helper]
    if not tape or not calls or len(calls) != len(theirs):
        return False
    mine = _value(tape, quantity)
    if mine is None or (is_one_of(mine, calls) and not is_one_of(_value(own, quantity), theirs)):
        return False  # the answer of a helper, not made of it
    with case.clock.ending():
        right = case.solution_program.with_made(helper, lambda own: _answering(own, calls)).record(asked)
    found = _value(right, quantity)
    return right.ending is Ending.FINISHED and found is not None and alike(mine, found)


def _answering(own: Callable[..., Any], calls: Sequence[Call]) -> Callable[..., Any]:
    """Our helper, which does what it does and gives back what theirs did."""
    waiting = iter(calls)

    def answer(*args: Any, **kwargs: Any) -> Any:
        given = [*args, *kwargs.values()]
        asked = [describe(one) for one in given]
        own(*args, **kwargs)
        call = next(waiting, None)
        if call is None or len(asked) != len(call.inputs) or not all(map(_may_be, asked, call.inputs)):
            raise LookupError
        return claimed(call.returned, given)

    return answer


def _may_be(right: Value, mine: Value) -> bool:
    """True where the helper was asked the same.

    Nets, and what has a graph, go their own way.
    """
    if right.dtype and not right.graph:
        return alike(right, mine)
    return right.type == mine.type


def _value(tape: Tape, quantity: str) -> Value | None:
    if not quantity:
        return None if any(not name.startswith("loop.") for name in tape.seen) else tape.returned
    return {**tape.seen, "returned": tape.returned}.get(quantity)


def is_one_of(value: Value | None, calls: Sequence[Call]) -> bool:
    """True where the answer is a helper's own value.

    A helper that says 1 would else pass for every formula that leaves 1 as it is.
    """
    return value is not None and any(alike(value, call.returned) for call in calls)
