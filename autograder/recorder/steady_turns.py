"""Turns that are all alike → rows, without asking what each is made of.

A loop of thousands of epochs calls backward at one place, on the same few parameters. Where a turn differs in anything it
is written down as the first ones were.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import FrameType
from typing import TYPE_CHECKING, Any

import torch

from autograder.recorder.column_writer import ColumnWriter
from autograder.recorder.describe import as_it_is
from autograder.recorder.graph import UNREADABLE, asked_for, is_transformed, nodes_of, reach
from autograder.recorder.sampling import is_sampled, kept

if TYPE_CHECKING:
    from autograder.recorder.turns import Loop


KINDS = "before", "after", "gradient"


class SteadyTurns:
    """A loop's writers at hand: all that every turn does, with few calls."""

    def __init__(self, loop: Loop, writers: Mapping[str, ColumnWriter]) -> None:
        self._loop = loop
        self._leaves = {id(leaf) for leaf in loop.leaves}
        self._most = min(writer.most for writer in writers.values())
        names = loop.callers_own()
        variables = [loop.variables.get(name, name) for name in loop.names]
        self._variables = [(name, leaf) for name, leaf in zip(variables, loop.leaves, strict=True) if name in names]
        each = [*zip(loop.names, loop.leaves, strict=True)]
        self._forms = [(leaf, *writers[f"before.{name}"].form) for name, leaf in each]
        kinds = {kind: {name: writers[f"{kind}.{name}"].appending() for name in loop.names} for kind in KINDS}
        reads = {name: writers[f"before.{name}"].read for name in loop.names}
        self._turns = [(leaf, name, reads[name], *kinds["after"][name], *kinds["before"][name]) for name, leaf in each]
        self._gradients = [
            (leaf, name, writers[f"gradient.{name}"].form, reads[name], *kinds["gradient"][name]) for name, leaf in each
        ]
        loss = writers["loss"]
        self._loss_form, self._loss = loss.form, (loss.read, *loss.appending())

    @classmethod
    def of(cls, loop: Loop) -> SteadyTurns | None:
        """The writers of a loop of one backward a turn and few numbers, or None."""
        if loop.parts != 1 or loop.turn is not None or loop.stands or loop.reborn or loop.frame is None:
            return None
        quantities = ["loss", *(f"{kind}.{name}" for kind in KINDS for name in loop.names)]
        found = {quantity: writer for quantity in quantities if (writer := loop.writer(quantity)) and writer.is_of_few}
        return cls(loop, found) if len(found) == len(quantities) and not any(map(is_sampled, loop.leaves)) else None

    def stand_at(self, frame: FrameType) -> bool:
        """True where backward is called where it was."""
        return self._loop.frame is frame and self._loop.at == frame.f_lasti

    def pass_on(self, root: object, tick: int) -> bool:
        """Write down one turn's end and the next one's beginning; False where they differ."""
        try:
            with as_it_is():
                return isinstance(root, torch.Tensor) and self._is_alike(root) and self._passed(root, tick)
        except UNREADABLE:
            return False

    def _is_alike(self, root: torch.Tensor) -> bool:
        loop = self._loop
        if (root.dtype, root.shape) != self._loss_form or is_transformed():
            return False
        if not loop.waits or loop.epochs >= self._most:
            return False
        names: Mapping[str, Any] = loop.callers_own() if self._variables else {}
        for name, leaf in self._variables:
            now = names.get(name)
            if now is not leaf and isinstance(now, torch.Tensor):  # it no longer stands for itself in the code
                return False
        for leaf, dtype, shape in self._forms:
            if leaf.dtype is not dtype or leaf.shape != shape:
                return False
        return reach(root, self._leaves)

    def _passed(self, root: torch.Tensor, tick: int) -> bool:
        loop, epoch = self._loop, self._loop.epochs
        for leaf, name, read, after_epoch, after, before_epoch, before in self._turns:
            row = read(leaf)
            after_epoch(epoch - 1)
            after(row)
            before_epoch(epoch)
            before(row)
            if leaf.grad is not None:
                loop.note(f"carried.{name}", leaf.grad)
        loop.waits = False
        loop.ticks.append(tick)
        if kept(epoch):
            loop.note("yhat", loop.yhat(nodes_of(root)))
        read_loss, loss_epoch, loss = self._loss
        loss_epoch(epoch)
        loss(read_loss(root))
        return True

    def note_gradients(self, returned: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        """Write down what backward has left, or returned."""
        loop = self._loop
        try:
            with as_it_is():
                if returned is not None:
                    loop.note_gradients(asked_for(loop.leaves, returned, args, kwargs), add=True)
                    return
                for leaf, name, form, read, append_epoch, append in self._gradients:
                    gradient = leaf.grad
                    if gradient is None or (gradient.dtype, gradient.shape) != form:
                        loop.note(f"gradient.{name}", gradient)
                        continue
                    row = read(gradient)
                    append_epoch(loop.epochs)
                    append(row)
        except UNREADABLE:
            pass
