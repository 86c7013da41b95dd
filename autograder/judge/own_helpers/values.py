"""A function without a loop, and its own wrong helper → is the function right?

Their code does not run here: a right program that calls the helper, the solution or another right answer, is given what
theirs gave back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from autograder.judge.comparison import alike, all_alike
from autograder.judge.own_helpers.answers import is_one_of
from autograder.judge.own_helpers.claimed import claimed_return
from autograder.judge.own_helpers.net import stand_in
from autograder.model import Call, Check, Ending, Tape, Value
from autograder.recorder.describe import describe

if TYPE_CHECKING:
    from autograder.judge.case import Case
    from autograder.judge.program import Program


def answers_alike(case: Case, check: Check, tape: Tape, calls: Sequence[Call]) -> bool:
    """True where a right program with the student's helper comes to their answer."""
    return any(_answers(case, check, tape, calls, program) for program in _programs(case, check))


def _programs(case: Case, check: Check) -> Iterator[Program]:
    yield case.solution_program
    yield from case.solution_program.others(check.exercise)


def _answers(case: Case, check: Check, tape: Tape, calls: Sequence[Call], program: Program) -> bool:
    asked, name = case.probe(check.probe, shadow=False), calls[0].exercise
    own = program.tape(asked, shadow=False)
    theirs = [call for call in own.calls if call.exercise == name]
    if not theirs or (is_one_of(tape.returned, calls) and not is_one_of(own.returned, theirs)):
        return False
    if program.is_net(name):
        runner = program.with_made(name, stand_in(calls, {}, ()))
    else:
        runner = program.with_helper(name, _given_back(calls, theirs))
    with case.clock.ending():
        right = runner.record(asked)
    if right.ending is not Ending.FINISHED or right.returned is None or tape.returned is None:
        return False
    return _is_same(tape.returned, right.returned)


def _is_same(mine: Value, right: Value) -> bool:
    """True of two answers, part by part."""
    if mine.dtype or right.dtype or not mine.items:
        return alike(mine, right)
    pairs = zip(mine.items, right.items, strict=False)
    alike_outside = (mine.type, mine.names, len(mine.items)) == (right.type, right.names, len(right.items))
    return alike_outside and all(_is_same(*pair) for pair in pairs)


def _given_back(calls: Sequence[Call], theirs: Sequence[Call]) -> Callable[..., Any]:
    """A function that gives back what the student's did, asked the same.

    Of words that may name a place, those that it was given, or that ours gave back.
    """
    told = (value for call in theirs for value in (*call.inputs, call.returned))
    known = [one.text for value in told for one in (value, *value.items) if one.type == "str"]

    def helper(*args: Any, **kwargs: Any) -> Any:
        asked = [describe(arg) for arg in (*args, *kwargs.values())]
        for call in calls:
            if all_alike(asked, call.inputs):
                return claimed_return(call.returned, [*args, *kwargs.values(), *known])
        raise LookupError

    return helper
