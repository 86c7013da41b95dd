"""One quantity, epoch after epoch → a Column. Rows are kept in one growing block, not each where there is room.

A value of its own for every epoch would stand in the gaps that large temporaries leave, and keep them from being used
again: a loop that broadcasts (n,) against (n, 1) would then need its temporaries of every epoch at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch

from autograder.model import Column
from autograder.recorder.describe import MOST_BYTES, describe

FIRST_ROWS = 64


class Strip:
    """The rows of one quantity, all of one shape and dtype."""

    def __init__(self, quantity: str, value: torch.Tensor) -> None:
        self.quantity = quantity
        self._form = value.dtype, value.shape
        self._epochs: list[int] = []
        self._most = max(1, MOST_BYTES // max(value.nbytes, 1))
        self._rows = torch.empty((min(FIRST_ROWS, self._most), *value.shape), dtype=value.dtype)

    def fits(self, value: torch.Tensor) -> bool:
        """Whether a value has the shape and dtype of the others."""
        return (value.dtype, value.shape) == self._form

    def add(self, epoch: int, value: torch.Tensor) -> None:
        """Write down one row, as long as the whole stays a size that can be kept."""
        count = len(self._epochs)
        if count == self._most:
            return
        if count == len(self._rows):
            longer = torch.empty((min(2 * count, self._most), *value.shape), dtype=value.dtype)
            longer[:count] = self._rows
            self._rows = longer
        self._rows[count] = value.detach()
        self._epochs.append(epoch)

    def column(self) -> Column:
        """The rows so far."""
        return Column(self.quantity, tuple(self._epochs), describe(self._rows[: len(self._epochs)]))

    def rows(self) -> Iterator[tuple[int, torch.Tensor]]:
        """Every epoch with its row."""
        return zip(self._epochs, self._rows, strict=False)
