"""A fit that never calls backward, asked for 1, 2, 3 … epochs → its turns.

A fit may make an epoch fewer or more than it is asked for: its turns are those that it makes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch

from autograder.recorder.describe import as_it_is
from autograder.recorder.turns import Loop
from autograder.recorder.walk import differs, moves

SAMPLED_EPOCHS = 8

Parameters = Mapping[str, torch.Tensor]
Ask = Callable[[int], tuple[Parameters, Parameters]]
"""The parameters before and after a call for so many epochs."""
Again = Callable[[Parameters], Parameters]
"""The parameters that a call for one epoch leaves, begun at these."""


def asked_loop(name: str, epochs: int, ask: Ask, again: Again) -> Loop | None:
    """The first turns and the last, and the end of one epoch fewer.

    None where nothing moves.
    """
    calls = {end: ask(end) for end in range(1, min(epochs, SAMPLED_EPOCHS) + 1)}
    if not calls:
        return None
    start = calls[1][0]
    states = {end: after for end, (_, after) in calls.items()}
    ends = [end for end in states if any(not _is_equal(states[earlier], start) for earlier in range(1, end + 1))]
    missing = len(states) - len(ends)
    if not missing and _is_one_more(states, again) and (none := _asked_for_none(ask)):
        states[0], missing, ends = none, -1, [0, *ends]
    turns = epochs - missing
    loop = Loop((name, 0))
    with as_it_is():
        before = start
        for end in ends:
            _note(loop, "before", before)
            _note(loop, "after", states[end])
            before = states[end]
            loop.epochs += 1
        loop.epochs = turns - 1
        if epochs not in states:
            _note(loop, "after", ask(epochs)[1])
        if epochs > 1:
            _note(loop, "fewer", states[epochs - 1] if epochs - 1 in states else ask(epochs - 1)[1])
    loop.epochs = turns
    return loop if moves(loop) else None


def _is_one_more(states: Mapping[int, Parameters], again: Again) -> bool:
    """True where an epoch more, begun after the first, ends where two more should."""
    if not {1, 2, 3} <= states.keys():
        return False
    found = again(states[1])
    return _differ(found, states[2]) and not _differ(found, states[3])


def _asked_for_none(ask: Ask) -> Parameters | None:
    try:
        before, after = ask(0)
    except Exception:  # noqa: BLE001 - nobody asked it for no epochs but we
        return None
    return None if _is_equal(before, after) else after


def _note(loop: Loop, kind: str, parameters: Parameters) -> None:
    for name, value in parameters.items():
        loop.note(f"{kind}.{name}", value)


def _is_equal(one: Parameters, other: Parameters) -> bool:
    return one.keys() == other.keys() and all(map(torch.equal, one.values(), other.values()))


def _differ(one: Parameters, other: Parameters) -> bool:
    return one.keys() != other.keys() or any(differs(one[name], other[name]) for name in one)
