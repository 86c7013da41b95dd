"""A call that ended in an own helper → was it the solution's until then?

A helper that raises takes its caller along, and so does one whose answer is of another kind, so that what comes next cannot
go on with it. What the caller would have done then nobody has seen.
"""

from __future__ import annotations

from typing import Any

import torch

from autograder.judge.comparison import agree
from autograder.judge.loops import loops_of
from autograder.judge.own_helpers.loss import own_turns
from autograder.judge.own_helpers.optimizer import are_alike
from autograder.model import Ending, HelperCall, Tape, Value
from autograder.recorder.describe import describe


def raised_in(tape: Tape) -> HelperCall | None:
    """The helper call that has ended its caller, or after which this raised."""
    if tape.ending is not Ending.RAISED or len(tape.helper_calls) < 2 or tape.helper_calls[-1].exercise:  # noqa: PLR2004 - one and the end
        return None
    *_, last, end = tape.helper_calls
    return last if last.raised or end.raised else None


def came_back(tape: Tape, last: HelperCall) -> bool:
    """True where this helper's answer was gone on with, at least once."""
    return not last.raised or any(one.exercise == last.exercise for one in tape.helper_calls[:-2])


def is_right_so_far(tape: Tape, followed: Tape, own: Tape, returned: Any) -> bool:
    """True where all turns are the solution's, and the last call could not go on.

    `followed` is the call with the right helpers, and `returned` is what the last of them gave back.
    """
    last = raised_in(tape)
    turns, right = own_turns(loops_of(followed)), own_turns(loops_of(own))
    if last is None or len(turns) > len(right) or not all(map(are_alike, turns, right)):
        return False
    if not last.raised:
        calls = [call for call in tape.calls if call.exercise == last.exercise]
        return bool(turns and calls) and _is_of_another_kind(calls[-1].returned, describe(returned))
    if turns and (last.turns[0] < len(turns)):
        return True
    is_value = isinstance(returned, torch.Tensor) and len(turns) < len(right)
    return is_value and agree(right[len(turns)].loss, returned.detach())


def _is_of_another_kind(mine: Value, right: Value) -> bool:
    return (mine.type, mine.shape, bool(mine.items)) != (right.type, right.shape, bool(right.items))
