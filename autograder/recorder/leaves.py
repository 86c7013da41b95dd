"""The leaves of a loss → the loop that its turn belongs to, and their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import is_
from types import FrameType
from typing import Any

import torch

from autograder.recorder.naming import HeldParameter, apart, callers, short, stands
from autograder.recorder.places import place, students
from autograder.recorder.turns import Loop

NEAREST = 4
"""Frames of the student's in which a parameter's name is looked for."""


class HandedParameters:
    """Parameters that were handed to the code, as they are now and as they were then."""

    def __init__(self) -> None:
        self.now: dict[str, torch.Tensor] = {}
        self.then: dict[str, torch.Tensor] = {}
        self._places: dict[int, int] = {}  # by identity

    def add(self, parameters: Mapping[str, torch.Tensor]) -> None:
        """Take what is handed now."""
        self.now.update(parameters)
        self.then.update({name: parameter.detach().clone() for name, parameter in parameters.items()})
        self._places = {id(parameter): place for place, parameter in enumerate(self.now.values())}

    def in_order(self, leaves: list[torch.Tensor]) -> list[torch.Tensor]:
        """The handed parameters first, in the order they were handed."""
        if len(leaves) == 1:
            return leaves
        return sorted(leaves, key=lambda leaf: self._places.get(id(leaf), len(self._places)))

    def name(self, loop: Loop, leaves: list[torch.Tensor]) -> list[str]:
        """Each leaf's name.

        As handed, or that of the handed parameter it stands for, or the caller's own name for it.
        """
        known = {id(parameter): name for name, parameter in self.now.items()}
        unknown = [leaf for leaf in leaves if id(leaf) not in known]
        if loop.frame is None or not unknown:
            return [known[id(leaf)] for leaf in leaves]
        held = callers(unknown, spaces_around(loop.frame))
        unknown.sort(key=lambda leaf: [*held].index(id(leaf)) if id(leaf) in held else len(held))
        taken = {known[id(leaf)] for leaf in leaves if id(leaf) in known} | {*loop.names}
        free = {name: value for name, value in self.now.items() if name not in taken}
        found = stands(unknown, free) if free else {}
        loop.handed = self.now
        loop.stands |= {stand.name: stand for stand in found.values()}
        known |= {leaf: stand.name for leaf, stand in found.items()}
        rest = [one for leaf, one in held.items() if leaf not in known]
        known |= {id(one.value): name for one, name in zip(rest, short(rest), strict=True)}
        loop.variables |= {known[leaf]: one.holder for leaf, one in held.items() if not one.path and leaf in known}
        names = apart([known.get(id(leaf)) or f"p{at}" for at, leaf in enumerate(leaves)])
        loop.own += [name for name in names if name not in self.now]
        return names


def known_loop(loops: list[Loop], leaves: list[torch.Tensor], frame: FrameType, *, call: int) -> Loop | None:
    """The loop that this turn belongs to.

    The latest at this place whose parameters these are.
    """
    for loop in reversed(loops):
        if loop.frame is frame and loop.at == frame.f_lasti and same(leaves, loop.leaves):
            return loop
    where = place(frame)
    here = [loop for loop in reversed(loops) if loop.place == where]
    exact = next((loop for loop in here if same(leaves, loop.leaves)), None)
    continued = exact or next((loop for loop in here if continues(loop, leaves)), None)
    return continued or _loop_of_calls(loops, leaves, where, call)


def _loop_of_calls(loops: list[Loop], leaves: list[torch.Tensor], where: tuple[object, ...], call: int) -> Loop | None:
    """The loop of which every call so far was one turn."""
    at_end = (loop for loop in reversed(loops) if loop.place[-2:] == where[-2:])
    return next((loop for loop in at_end if loop.is_one_a_call(call) and _same_or_copies(loop, leaves)), None)


def _same_or_copies(loop: Loop, leaves: list[torch.Tensor]) -> bool:
    """The loop's leaves, or copies of what is handed in their shapes."""
    copies = bool(loop.names) and all(name in loop.stands for name in loop.names)
    return same(leaves, loop.leaves) or (copies and [v.shape for v in leaves] == [v.shape for v in loop.leaves])


def continues(loop: Loop, leaves: list[torch.Tensor]) -> bool:
    """True for the same leaves, some of them, or new ones of the same shapes."""
    if same(leaves, loop.leaves) or within(leaves, loop.leaves):
        return True
    if loop.epochs > 1 and not loop.reborn:
        return False
    loop.reborn = [leaf.shape for leaf in leaves] == [leaf.shape for leaf in loop.leaves]
    return loop.reborn


def same(leaves: list[torch.Tensor], others: list[torch.Tensor]) -> bool:
    """The same leaves in the same order."""
    return len(leaves) == len(others) and all(map(is_, leaves, others))


def within(leaves: list[torch.Tensor], others: list[torch.Tensor]) -> bool:
    """All of them among the others."""
    return {*map(id, leaves)} <= {*map(id, others)}


def overlap(leaves: list[torch.Tensor], others: list[torch.Tensor]) -> bool:
    """The same leaves, or some of them, on either side."""
    return same(leaves, others) or within(leaves, others) or within(others, leaves)


def as_named(loop: Loop, leaves: list[torch.Tensor], frame: FrameType) -> list[torch.Tensor]:
    """Leaves that are new this epoch, in the order of the loop's names.

    Where the caller still names them so.
    """
    if same(leaves, loop.leaves) or within(leaves, loop.leaves):
        return leaves
    held = callers(leaves, [dict(frame.f_locals)]).values()
    found = [next((one.value for one in held if _is(one, loop, name)), None) for name in loop.names]
    named = [leaf for leaf in found if leaf is not None]
    return named if len({*map(id, named)}) == len(leaves) == len(loop.names) else leaves


def _is(held: HeldParameter, loop: Loop, name: str) -> bool:
    """True where the caller holds a parameter by this name of the loop's."""
    return f".{held.full}".endswith(f".{name}") if held.path else held.holder == loop.variables.get(name, name)


def spaces_around(frame: FrameType) -> Iterator[Mapping[str, Any]]:
    """The names around a call of backward: the callers' own, then the file's."""
    for at, one in enumerate(students(frame)):
        if at == NEAREST:
            break
        yield dict(one.f_locals)
    yield dict(frame.f_globals)
