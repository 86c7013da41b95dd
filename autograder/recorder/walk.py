"""Calls of a function of one epoch without a backward → a loop, a call a turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from autograder.recorder.describe import as_it_is
from autograder.recorder.turns import Loop
from autograder.recorder.watch import Watch

FIRST_EPOCHS = 2
ROUNDINGS = 1000
MOST_CALLS = 24
MOST_NUMBERS = 100_000
"""Numbers of the parameters whose walk is kept call by call."""

Parameters = Mapping[str, torch.Tensor]


class ParameterWalk:
    """Where the parameters stood before and after each call."""

    def __init__(self) -> None:
        self._calls: list[tuple[Parameters, Parameters]] = []

    def through(self, parameters: Parameters, watch: Watch, call: Callable[[], Any]) -> Any:
        """Make a call, and keep its two ends as long as no backward is seen."""
        numbers = sum(parameter.numel() for parameter in parameters.values())
        if watch.loops or len(self._calls) == MOST_CALLS or numbers > MOST_NUMBERS:
            return call()
        before = _copies(parameters)
        returned = call()
        self._calls.append((before, _copies(parameters)))
        return returned

    def loop(self, name: str) -> Loop | None:
        """The calls as turns; None where these are too few or move nothing."""
        if len(self._calls) < FIRST_EPOCHS or len({frozenset(before) for before, _ in self._calls}) != 1:
            return None
        loop = Loop((name, 0))
        with as_it_is():
            for before, after in self._calls:
                for parameter, value in before.items():
                    loop.note(f"before.{parameter}", value)
                    loop.note(f"after.{parameter}", after[parameter])
                loop.epochs += 1
        return loop if moves(loop) else None


def _copies(parameters: Parameters) -> Parameters:
    with as_it_is():
        return {name: parameter.detach().clone() for name, parameter in parameters.items()}


def moves(loop: Loop) -> bool:
    """True where the first epochs each changed a parameter.

    A fit that goes nowhere, or to its end at once, is no loop.
    """
    turns: dict[int, bool] = {}
    for name in (writer.quantity.partition(".")[2] for writer in loop.writers if writer.quantity.startswith("after.")):
        before = loop.rows(f"before.{name}")
        for epoch, after in loop.rows(f"after.{name}").items():
            if epoch < FIRST_EPOCHS and epoch in before:
                turns[epoch] = turns.get(epoch, False) or differs(before[epoch], after)
    return bool(turns) and all(turns.values())


def differs(before: torch.Tensor, after: torch.Tensor) -> bool:
    """By more than rounding.

    The same least squares solved twice need not have the same bits.
    """
    if before.shape != after.shape or not after.is_floating_point():
        return not torch.equal(before, after)
    rounding = ROUNDINGS * torch.finfo(after.dtype).eps * float(after.norm())
    return not float((after - before).norm()) <= rounding
