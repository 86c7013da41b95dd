"""The leaves of a loss × those of a loop → the same, some of them, or new ones."""

from __future__ import annotations

from operator import is_
from types import FrameType

import torch

from autograder.recorder.naming import HeldParameter, callers
from autograder.recorder.turns import Loop


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
