"""A tape's columns → rows by quantity and epoch, and sizes by then.

Parsed once a tape.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

import torch

from autograder.errors import DepartedError
from autograder.model import Column, Difference, Kind, Tape
from autograder.recorder.describe import tensor
from autograder.recorder.sampling import kept

SAMPLED = "sample"
"""Stands before the quantities of which a few elements were written down, in every turn."""


def sized(values: torch.Tensor) -> torch.Tensor:
    """The size of each number; of what is true or false as well."""
    return values.byte() if values.dtype == torch.bool else values.abs()


def parted(quantity: str) -> tuple[str, str]:
    """`before.0.weight` → `before` and `0.weight`.

    A sampled quantity keeps the word before it.
    """
    kind, _, name = quantity.partition(".")
    if kind != SAMPLED:
        return kind, name
    inner, _, name = name.partition(".")
    return f"{kind}.{inner}", name


class TapeColumns:
    """The columns of one tape.

    A quantity has several where its shape or dtype changed on the way. The epochs of each are in order: no other tape is let in.
    """

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self._columns: dict[str, list[Column]] = {}
        for column in tape.columns:
            self._columns.setdefault(column.quantity, []).append(column)
        self._values: dict[str, list[torch.Tensor]] = {}
        self._sizes: dict[str, torch.Tensor] = {}
        self._scales: dict[str, list[float]] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The parameters' names."""
        found = [quantity for quantity in self._columns if quantity.startswith(("before.", "after."))]
        return tuple(dict.fromkeys(quantity.partition(".")[2] for quantity in found))

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """Epochs at which yhat was written down, or would have been.

        However many a tape claims, these are few.
        """
        for quantity in ("yhat", "loss", *(f"before.{name}" for name in self.names)):
            if quantity in self._columns:
                whole = self._whole
                return tuple(e for e in self.epochs(quantity) if kept(e) and (whole is None or e in whole))
        return ()

    @cached_property
    def _whole(self) -> set[int] | None:
        """The epochs in which large parameters were written down whole.

        None where there are none.
        """
        found = [f"before.{name}" for name in self.names if f"{SAMPLED}.before.{name}" in self._columns]
        return set.intersection(*({*self.epochs(quantity)} for quantity in found)) if found else None

    @property
    def is_by_hand(self) -> bool:
        """True of turns in which backward was never seen."""
        return bool(self.names) and not any(quantity.startswith("gradient.") for quantity in self._columns)

    def path(self, name: str) -> str:
        """The quantity that shows the whole path of a parameter."""
        sampled = f"{SAMPLED}.after.{name}"
        return sampled if self.epochs(sampled) else f"after.{name}"

    @property
    def quantities(self) -> tuple[str, ...]:
        """Everything that was written down, in that order."""
        return tuple(self._columns)

    def epochs(self, quantity: str) -> tuple[int, ...]:
        """The epochs at which a quantity was written down."""
        return tuple(epoch for column in self._columns.get(quantity, ()) for epoch in column.epochs)

    def row(self, quantity: str, epoch: int) -> torch.Tensor | None:
        """One quantity in one epoch, or None where it was not written down."""
        place = self._place(quantity, epoch)
        return None if place is None else self.values(quantity)[place[0]][place[1]]

    def by_parameter(self, kind: str, epoch: int) -> dict[str, torch.Tensor]:
        """Rows of one kind (`before`, `gradient`) by parameter, where written down."""
        rows = ((name, self.row(f"{kind}.{name}", epoch)) for name in self.names)
        return {name: row for name, row in rows if row is not None}

    def slopes(self, epoch: int) -> dict[str, torch.Tensor]:
        """The gradient of the loss by parameter.

        Where it was not written down, what backward has added.
        """
        shown, left = self.by_parameter("slope", epoch), self.by_parameter("carried", epoch)
        added = self.by_parameter("gradient", epoch)
        return shown or {name: row - left[name] if name in left else row for name, row in added.items()}

    def scale(self, quantity: str, epoch: int) -> float:
        """The largest size the quantity had up to that epoch."""
        place = self._place(quantity, epoch)
        if place is None:
            return 0.0
        if quantity not in self._scales:
            self._scales[quantity] = self.sizes(quantity).tolist()
        before = sum(len(value) for value in self.values(quantity)[: place[0]]) if place[0] else 0
        return self._scales[quantity][before + place[1]]

    def sizes(self, quantity: str) -> torch.Tensor:
        """The largest size so far, at every epoch written down."""
        if quantity not in self._sizes:
            largest = [sized(v).reshape(len(v), -1).amax(1).double() for v in self.values(quantity) if v.numel()]
            whole = torch.cat(largest) if largest else torch.zeros(len(self.epochs(quantity)))
            self._sizes[quantity] = torch.cummax(whole.nan_to_num(nan=0.0, posinf=0.0), 0).values
        return self._sizes[quantity]

    def values(self, quantity: str) -> list[torch.Tensor]:
        """The columns of a quantity; what was too large to be kept departs by its shape."""
        if quantity not in self._values:
            for column in self._columns.get(quantity, ()):
                if not column.value.dtype:
                    shape = str(column.value.shape[1:])
                    raise DepartedError(Difference(Kind.SHAPE, quantity, column.epochs[0], got=shape))
            self._values[quantity] = [tensor(column.value) for column in self._columns.get(quantity, ())]
        return self._values[quantity]

    def _place(self, quantity: str, epoch: int) -> tuple[int, int] | None:
        columns = self._columns.get(quantity, ())
        for number in range(len(columns) - 1, -1, -1):
            epochs = columns[number].epochs
            row = bisect_left(epochs, epoch)
            if row < len(epochs) and epochs[row] == epoch:
                return number, row
        return None
