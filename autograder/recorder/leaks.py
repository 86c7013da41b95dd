"""A backward that reaches into another loop's open turn → the gradients there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import torch

from autograder.recorder.describe import as_it_is
from autograder.recorder.graph import UNREADABLE

if TYPE_CHECKING:
    from autograder.recorder.turns import Loop

Held = dict[int, torch.Tensor | None]
"""Gradients by leaf."""


def held_by_others(loops: Sequence[Loop], loop: Loop | None, steps: int) -> list[tuple[Loop, Held]]:
    """Open turns of other loops that this backward may reach, and their gradients."""
    found: list[tuple[Loop, Held]] = []
    own = {*map(id, loop.leaves)} if loop and len(loops) > 1 else set()
    for other in loops if own else ():
        if other.waits and other.began == steps and other is not loop:
            with suppress(*UNREADABLE), as_it_is():
                shared = [leaf for leaf in other.leaves if id(leaf) in own]
                found.append((other, {id(leaf): None if leaf.grad is None else leaf.grad.clone() for leaf in shared}))
    return [(other, held) for other, held in found if held]


def note_leaks(held: Sequence[tuple[Loop, Held]]) -> None:
    """Keep for the end of the turn what another loop has added to its gradients.

    It counts where an update comes after it. What stood there is not what the turn's own backward has left where the loop
    is followed, or was cleared since.
    """
    for loop, gradients in held:
        with suppress(*UNREADABLE), as_it_is():
            if not loop.moved:
                _note(loop, gradients)


def _note(loop: Loop, gradients: Held) -> None:
    for name, leaf in zip(loop.names, loop.leaves, strict=True):
        was, now = gradients.get(id(leaf)), leaf.grad
        if id(leaf) in gradients and now is not None and not (was is not None and torch.equal(was, now)):
            loop.leaked.append((f"gradient.{name}", partial(_leaked, was=was, now=now.clone())))


def _leaked(value: torch.Tensor | None, *, was: torch.Tensor | None, now: torch.Tensor) -> torch.Tensor:
    """The gradient after a leak; to the bit as it stands where it stood there before."""
    if value is None or was is None or not was.any() or value.shape != now.shape or torch.equal(value, was):
        return now
    return value + (now - was)
