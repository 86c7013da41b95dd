"""A fit that never calls backward, asked for 1, 2, 3 … epochs → its turns.

A fit may make an epoch fewer or more than it is asked for: its turns are those that it makes. A long one, or one that
makes as many whatever it is asked, shows them in the lines that move its parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch

from autograder.recorder.describe import as_it_is
from autograder.recorder.turns import Loop
from autograder.recorder.walk import FIRST_EPOCHS, differs, moves

SAMPLED_EPOCHS = 8
MOST_ASKED = 64
"""Epochs of a fit that is asked for every number of them: it is run as often."""

Parameters = Mapping[str, torch.Tensor]
Ask = Callable[[int], tuple[Parameters, Parameters]]
"""The parameters before and after a call for so many epochs."""
Again = Callable[[Parameters], Parameters]
"""The parameters that a call for one epoch leaves, begun at these."""
Follow = Callable[[], Sequence[Parameters]]
"""The parameters after every turn, as lines of the call show them; none if not."""


def asked_loop(name: str, epochs: int, ask: Ask, again: Again, follow: Follow = tuple) -> Loop | None:
    """The first turns and the last, and the end of one epoch fewer.

    None where nothing moves.
    """
    calls = {end: ask(end) for end in range(1, min(epochs, SAMPLED_EPOCHS) + 1)}
    if not calls:
        return None
    start = calls[1][0]
    states = {end: after for end, (_, after) in calls.items()}
    if len(states) > 1 and all(_is_equal(states[1], after) for after in states.values()):
        return _always_as_many(name, start, [] if _is_equal(states[1], start) else follow())
    ends = [end for end in states if any(not _is_equal(states[earlier], start) for earlier in range(1, end + 1))]
    missing = len(states) - len(ends)
    if not missing and _is_one_more(states, again) and (none := _asked_for_none(ask)):
        states[0], missing, ends = none, -1, [0, *ends]
    loop = _first_turns(name, start, [states[end] for end in ends])
    if not moves(loop):
        return None
    walk = _walk(states, epochs, ask, follow)[max(0, ends[0] - 1) :]
    last = walk[-1] if walk else states.get(epochs) or ask(epochs)[1]
    fewer = {} if epochs == 1 else walk[-2] if walk else states.get(epochs - 1) or ask(epochs - 1)[1]
    with as_it_is():
        loop.epochs = epochs - missing - 1
        if epochs not in states:
            _note(loop, "after", last)
        _note(loop, "fewer", fewer)
        if walk:
            _note_walk(loop, walk)
    loop.epochs = epochs - missing
    return loop


def _first_turns(name: str, start: Parameters, ends: Sequence[Parameters]) -> Loop:
    loop = Loop((name, 0))
    with as_it_is():
        for before, after in zip([start, *ends], ends, strict=False):
            _note(loop, "before", before)
            _note(loop, "after", after)
            loop.epochs += 1
    return loop


def _walk(states: Mapping[int, Parameters], epochs: int, ask: Ask, follow: Follow) -> Sequence[Parameters]:
    """The parameters after every number of epochs, from the least on.

    Of a long fit the turns that its lines show; none where what was asked for says otherwise.
    """
    if epochs <= SAMPLED_EPOCHS:
        return []
    if epochs <= MOST_ASKED:
        return [
            *(states[end] for end in sorted(states)),
            *(ask(end)[1] for end in range(SAMPLED_EPOCHS + 1, epochs + 1)),
        ]
    walk = follow()
    is_its = len(walk) == epochs and all(end and _is_equal(walk[end - 1], after) for end, after in states.items())
    return walk if is_its else []


def _always_as_many(name: str, start: Parameters, walk: Sequence[Parameters]) -> Loop | None:
    """The turns that its lines show, of a call that always makes as many."""
    if len(walk) < FIRST_EPOCHS:
        return None
    loop = Loop((name, 0))
    with as_it_is():
        for turn, (before, after) in enumerate(zip([start, *walk], walk, strict=False)):
            loop.epochs = turn
            if turn < SAMPLED_EPOCHS:
                _note(loop, "before", before)
            if turn < SAMPLED_EPOCHS or after is walk[-1]:
                _note(loop, "after", after)
        _note(loop, "fewer", walk[-2])
        _note_walk(loop, walk)
    loop.epochs = len(walk)
    return loop if moves(loop) else None


def _note_walk(loop: Loop, walk: Sequence[Parameters]) -> None:
    """Write down where every turn led, up to the last that moved."""
    last = max((turn for turn in range(1, len(walk)) if not _is_equal(walk[turn - 1], walk[turn])), default=0)
    for turn, after in enumerate(walk[: last + 1]):
        loop.epochs = turn
        _note(loop, "walked", after)


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
