"""Turns that are all alike → rows, without asking what each is made of.

A loop of thousands of epochs calls backward at one place, on the same few parameters. Where a turn differs in anything it
is written down as the first ones were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, Any

import torch

from autograder.recorder.column_writer import ColumnWriter
from autograder.recorder.graph import is_transformed, nodes_of, reach, yhat_of
from autograder.recorder.sampling import is_sampled, kept

if TYPE_CHECKING:
    from autograder.recorder.turns import Loop


@dataclass(frozen=True)
class SteadyParameter:
    """A parameter, the caller's name for it, and where its rows go."""

    name: str
    variable: str
    leaf: torch.Tensor
    before: ColumnWriter
    after: ColumnWriter
    gradient: ColumnWriter


class SteadyTurns:
    """A loop's writers at hand."""

    def __init__(self, loop: Loop, parameters: list[SteadyParameter], loss: ColumnWriter) -> None:
        self._loop, self._loss = loop, loss
        self._leaves = {id(one.leaf) for one in parameters}
        names = loop.callers_own()
        self._variables = [(one.variable, one.leaf) for one in parameters if one.variable in names]
        self._own, self._befores = [one.leaf for one in parameters], [one.before for one in parameters]
        self._turns = [(one.leaf, one.name, one.after.append, one.before.append) for one in parameters]
        self._gradients = [(one.leaf, one.name, one.gradient.fits, one.gradient.append) for one in parameters]

    @classmethod
    def of(cls, loop: Loop) -> SteadyTurns | None:
        """The writers of a loop of one backward a turn and few numbers, or None."""
        if loop.parts != 1 or loop.turn is not None or loop.stands or loop.reborn or loop.frame is None:
            return None
        loss = loop.writer("loss")
        kinds = ("before", "after", "gradient")
        found = []
        for name, leaf in zip(loop.names, loop.leaves, strict=True):
            before, after, gradient = (loop.writer(f"{kind}.{name}") for kind in kinds)
            if not (before and after and gradient) or is_sampled(leaf):
                return None
            found.append(SteadyParameter(name, loop.variables.get(name, name), leaf, before, after, gradient))
        few = all(w.is_of_few for one in found for w in (one.before, one.after, one.gradient))
        return cls(loop, found, loss) if loss and loss.is_of_few and few else None

    def stand_at(self, frame: FrameType) -> bool:
        """True where backward is called where it was."""
        return self._loop.frame is frame and self._loop.at == frame.f_lasti

    def pass_on(self, root: object, tick: int) -> bool:
        """Write down one turn's end and the next one's beginning; False where they differ."""
        loop = self._loop
        if not isinstance(root, torch.Tensor) or not self._loss.fits(root) or not loop.waits or is_transformed():
            return False
        if not (self._stand() and reach(root, self._leaves)):
            return False
        epoch = loop.epochs
        for leaf, name, append_after, append_before in self._turns:
            row = leaf.tolist()
            append_after(epoch - 1, row)
            append_before(epoch, row)
            if leaf.grad is not None:
                loop.note(f"carried.{name}", leaf.grad)
        loop.waits = False
        loop.ticks.append(tick)
        if kept(epoch):
            loop.note("yhat", yhat_of(loop.callers_own(), nodes_of(root)))
        self._loss.append(epoch, root.tolist())
        return True

    def note_gradients(self) -> None:
        """Write down what backward has left."""
        epoch = self._loop.epochs
        for leaf, name, fits, append in self._gradients:
            gradient = leaf.grad
            if gradient is not None and fits(gradient):
                append(epoch, gradient.tolist())
            else:
                self._loop.note(f"gradient.{name}", gradient)

    def _stand(self) -> bool:
        """True where each parameter is what it was, and stands for itself in the code."""
        if self._variables:
            names: Mapping[str, Any] = self._loop.callers_own()
            for variable, leaf in self._variables:
                now = names.get(variable)
                if now is not leaf and isinstance(now, torch.Tensor):
                    return False
        return all(map(ColumnWriter.fits, self._befores, self._own))
