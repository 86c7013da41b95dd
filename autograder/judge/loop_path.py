"""A tape's loop → arrays in double: an epoch a row, a parameter's numbers in line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import prod

import torch

from autograder.model import Tape
from autograder.recorder.describe import tensor

Rows = dict[str, torch.Tensor]
SMALLEST = 1e-300
LARGEST = 1e9
"""Parameters beyond it have run away; that they did is the fault of an earlier step."""


class Path:
    """The loop of one tape; where it `is_whole`, all is known in every epoch."""

    def __init__(self, tape: Tape) -> None:
        self.epochs = tape.epochs
        self.shadow = tape.shadow
        self._columns: dict[str, list[tuple[tuple[int, ...], torch.Tensor]]] = {}
        for column in tape.columns:
            if column.value.dtype.startswith("float"):
                rows = tensor(column.value).double()
                self._columns.setdefault(column.quantity, []).append((column.epochs, rows.reshape(len(rows), -1)))
        found = (c for c in tape.columns if c.quantity.startswith("before."))
        self.shapes = {column.quantity.partition(".")[2]: column.value.shape[1:] for column in found}

    @cached_property
    def is_whole(self) -> bool:
        """True where everything below is known of every epoch, but for the loss."""
        asked = [f"{kind}.{name}" for kind in ("before", "gradient", "after") for name in self.shapes]
        return bool(self.shapes) and self.epochs > 0 and all(self._rows(quantity) is not None for quantity in asked)

    @cached_property
    def shows_loss(self) -> bool:
        """True where the loss of every epoch is known.

        Of a root of several numbers it is not.
        """
        return self._rows("loss") is not None

    @property
    def is_by_hand(self) -> bool:
        """True where backward was never seen: the first epochs and the last are known."""
        return bool(self.shapes) and not any(f"gradient.{name}" in self._columns for name in self.shapes)

    def sizes(self, quantity: str) -> tuple[int, ...]:
        """How many numbers a row of it has, wherever it is kept."""
        return tuple({rows.shape[1] for _, rows in self._columns.get(quantity, ())})

    @property
    def candidates(self) -> tuple[str, ...]:
        """Other values that may be yhat: the first losses were made from them."""
        return tuple(quantity for quantity in self._columns if quantity.startswith("candidate."))

    def kept(self, quantity: str, numbers: int) -> tuple[tuple[int, ...], torch.Tensor]:
        """The epochs of which a quantity is known, and its rows of so many numbers."""
        for epochs, rows in self._columns.get(quantity, ()):
            if rows.shape[1] == numbers:
                return epochs, rows
        return (), torch.empty(0, numbers)

    @cached_property
    def before(self) -> Rows:
        """Each parameter as every epoch found it."""
        return self._by_name("before")

    @cached_property
    def after(self) -> Rows:
        """Each parameter as every epoch left it."""
        return self._by_name("after")

    @cached_property
    def gradient(self) -> Rows:
        """Each gradient just after backward."""
        return self._by_name("gradient")

    @cached_property
    def carried(self) -> Rows:
        """Each gradient just before backward; zeros where there was none."""
        found = {
            name: torch.zeros(self.epochs, prod(shape), dtype=torch.float64) for name, shape in self.shapes.items()
        }
        for name, whole in found.items():
            for epochs, rows in self._columns.get(f"carried.{name}", ()):
                if rows.shape[1] == whole.shape[1]:
                    whole[list(epochs)] = rows
        return found

    @cached_property
    def loss(self) -> torch.Tensor:
        """The loss of every epoch, as one column."""
        return self._known("loss")

    def _by_name(self, quantity: str) -> Rows:
        return {name: self._known(f"{quantity}.{name}") for name in self.shapes}

    def _known(self, quantity: str) -> torch.Tensor:
        rows = self._rows(quantity)
        assert rows is not None, quantity  # the path is whole
        return rows

    def _rows(self, quantity: str) -> torch.Tensor | None:
        numbers = prod(self.shapes.get(quantity.partition(".")[2], ()))
        columns = self._columns.get(quantity, ())
        epochs = [epoch for column, _ in columns for epoch in column]
        if any(rows.shape[1] != numbers for _, rows in columns):
            return None
        if epochs == [*range(self.epochs)]:
            return torch.cat([rows for _, rows in columns])
        if not columns or not quantity.startswith("gradient."):
            return None
        whole = torch.zeros(self.epochs, numbers, dtype=torch.float64)  # an epoch whose loss does not reach it has none
        whole[epochs] = torch.cat([rows for _, rows in columns])
        return whole


def beyond(most: float, got: torch.Tensor, right: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
    """True for numbers further from right than so many sizes, where right is finite."""
    return apart(got, right, sizes) > most


def apart(got: torch.Tensor, right: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
    """How many sizes numbers are from right; none where right is not finite."""
    scale = torch.maximum(sizes[:, None], right.abs().amax(1, keepdim=True)).clamp(min=SMALLEST)
    off = ((got - right).abs() / scale).nan_to_num(nan=torch.inf, posinf=torch.inf)
    return torch.where(torch.isfinite(right).all(1, keepdim=True), off, 0.0)


def sizes_so_far(rows: torch.Tensor) -> torch.Tensor:
    """The largest size so far, epoch by epoch."""
    return torch.cummax(rows.abs().amax(1).nan_to_num(nan=0.0, posinf=0.0), 0).values


def prolonged(sizes: torch.Tensor, count: int) -> torch.Tensor:
    """As many, the last one repeated."""
    more = count - len(sizes)
    return sizes[:count] if more <= 0 else torch.cat([sizes, sizes[-1:].expand(more)])


def until(count: int, rows: Rows) -> Rows:
    """The first epochs of these."""
    return {name: value[:count] for name, value in rows.items()}


def flat(rows: torch.Tensor) -> torch.Tensor:
    """Rows of numbers in double, whatever their shape."""
    return rows.double().reshape(len(rows), -1)


def shaped(rows: Rows, shapes: Mapping[str, tuple[int, ...]]) -> Rows:
    """Rows in the shapes of the parameters again."""
    return {name: value.reshape(len(value), *shapes[name]) for name, value in rows.items()}


def index_of(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The index of the element at a place in the flat order."""
    return tuple(place // prod(shape[axis + 1 :]) % length for axis, length in enumerate(shape))
