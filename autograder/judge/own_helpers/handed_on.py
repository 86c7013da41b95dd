"""A tape's calls of own exercises → does one of them make every loss?

`loss = sse(y, yhat(X, What))` names no yhat: what the call gave is the yhat of its turn where it was handed on, from call to
call, to the turn's loss or to an own `backward`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from autograder.judge.comparison import agree, alike
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Call, Check, Step, Tape, Value
from autograder.recorder.call_log import FEW_CALLS
from autograder.recorder.describe import describe, tensor

if TYPE_CHECKING:
    from autograder.judge.case import Case


def is_handed_on(case: Case, check: Check, tape: Tape, helper: str) -> bool:
    """True where an unnamed yhat is the helper's.

    Every backward is then the loop's own, or an own `backward`'s.
    """
    if check.step not in {Step.YHAT, Step.LOSS} or tape.loops:
        return False
    given = case.probe(check.probe, shadow=False).inputs.values()
    inside = [one.turns for one in tape.helper_calls if one.exercise == Step.BACKWARD]
    every = not inside or sum(end - begin for begin, end in inside) == tape.epochs
    return every and makes_every_loss(tape, helper, given)


def makes_every_loss(tape: Tape, helper: str, given: Iterable[Value]) -> bool:
    """True where the helper's value becomes the loss of every turn.

    From the turn's own parameters, in every turn that calls are kept of, and beside nothing but what was `given`. Where a yhat has a name, the name says
    what it was.
    """
    columns = TapeColumns(tape)
    begins = [at for at, call in enumerate(tape.calls) if call.exercise == helper]
    turns = min(tape.epochs, FEW_CALLS // max(len({call.exercise for call in tape.calls}), 1))
    if not turns or len(begins) < turns or "yhat" in columns.quantities:
        return False
    ends, data = [*begins[1:], len(tape.calls)], (*given,)
    return all(_makes_the_loss(columns, epoch, tape.calls[begins[epoch] : ends[epoch]], data) for epoch in range(turns))


def _makes_the_loss(columns: TapeColumns, epoch: int, calls: Sequence[Call], given: Sequence[Value]) -> bool:
    first, *others = calls
    begun = [describe(row) for row in columns.by_parameter("before", epoch).values()]
    if not begun or not _has_each(first.inputs, begun) or not _has_each((*begun, *given), first.inputs):
        return False
    value = first.returned
    for call in others:
        if not _has_each(call.inputs, [value]):
            continue
        if not _has_each((value, *given), call.inputs):
            return False
        if call.exercise == Step.BACKWARD:
            return True
        value = call.returned
    loss = columns.row("loss", epoch)
    return bool(value.dtype) and loss is not None and agree(tensor(value), loss)


def _has_each(values: Iterable[Value], asked: Iterable[Value]) -> bool:
    """True where each that is asked for is among these."""
    return all(any(alike(value, one) for value in values) for one in asked)
