"""Watched loops → what a tape holds of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from autograder.model import Ending, Tape, Value
from autograder.recorder.describe import describe, words
from autograder.recorder.turns import Loop

MOST_LOOPS = 32


def longest(loops: list[Loop]) -> Loop | None:
    """The loop with the most turns: a fit may take a step or two besides."""
    return max(loops, key=lambda loop: loop.epochs, default=None)


def loop_tapes(loops: list[Loop], *, shadow: bool) -> tuple[Tape, ...]:
    """Bare loops of a notebook or script, in the order they ran.

    With what tells which loop of the lecture each is.
    """
    return tuple(
        replace(_bare(loop, f"loop/{place}"), shadow=shadow)
        for place, loop in enumerate(found for found in loops[:MOST_LOOPS] if found.epochs > 1)
    )


def _bare(loop: Loop, name: str) -> Tape:
    seen = {f"data.{words(name)}": value for name, value in loop.data.items()}
    return Tape(name, Ending.FINISHED, seen=seen | form_of(loop), **turns_of(loop))


def form_of(loop: Loop | None) -> dict[str, Value]:
    """Features that tell one loop of the lecture from another."""
    if loop is None:
        return {}
    own = {"loop.own": describe(loop.own)} if loop.own else {}
    parts = {"loop.parts": describe(loop.parts)} if loop.parts > 1 else {}
    return {"loop.graph": describe(loop.graph), "loop.optimizer": describe(loop.optimizer), **own, **parts}


def turns_of(loop: Loop | None, every: Sequence[Loop] = ()) -> dict[str, Any]:
    """The longest loop as the tape's own, and all of them where there are several."""
    if loop is None:
        return {}
    ran = [one for one in every if one.epochs][:MOST_LOOPS]
    several = tuple(one.recorded(columns=one is not loop) for one in ran) if len(ran) > 1 else ()
    return {"epochs": loop.epochs, "columns": loop.columns(), "loops": several}
