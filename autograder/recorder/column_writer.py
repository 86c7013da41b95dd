"""One quantity, epoch after epoch → a Column.

Rows are kept in one growing block, not each where there is room.

A value of its own for every epoch would stand in the gaps that large temporaries leave, and keep them from being used
again: a loop that broadcasts (n,) against (n, 1) would then need its temporaries of every epoch at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch

from autograder.model import Column
from autograder.recorder.describe import MOST_BYTES, as_it_is, describe_rows, words

FIRST_ROWS = 64
FEW = 8

Append = Callable[[Any], None]
_NUMBER, _NUMBERS = torch.Tensor.item, torch.Tensor.tolist


class ColumnWriter:
    """The rows of one quantity, all of one shape and dtype.

    A row of a few numbers is kept as these: that is quickest.
    """

    def __init__(self, quantity: str, value: torch.Tensor, *, most: int = MOST_BYTES) -> None:
        self.quantity = quantity
        self._dtype, self._shape = value.dtype, value.shape
        self._epochs: list[int] = []
        self._bytes = max(most, MOST_BYTES)
        self._most = max(1, most // max(value.nbytes, 1))
        self._few: list[Any] | None = [] if 0 < value.numel() <= FEW else None
        self.read: Callable[[torch.Tensor], Any] = _NUMBER if value.numel() == 1 else _NUMBERS
        self._room = 0 if self._few is not None else min(FIRST_ROWS, self._most)
        self._block = torch.empty((self._room, *value.shape), dtype=value.dtype)

    def fits(self, value: torch.Tensor) -> bool:
        """True for a value of the shape and dtype of the others."""
        return value.dtype is self._dtype and value.shape == self._shape

    def add(self, epoch: int, value: torch.Tensor) -> None:
        """Write down one row, as long as the whole stays a size that can be kept."""
        count = len(self._epochs)
        if count == self._most:
            return
        if self._few is not None:
            self._few.append(self.read(value))
        else:
            self._write(count, value)
        self._epochs.append(epoch)

    @property
    def is_of_few(self) -> bool:
        """True where rows are kept as plain numbers."""
        return self._few is not None

    @property
    def form(self) -> tuple[torch.dtype, torch.Size]:
        """The dtype and shape of its rows."""
        return self._dtype, self._shape

    @property
    def most(self) -> int:
        """How many rows it takes."""
        return self._most

    def appending(self) -> tuple[Append, Append]:
        """Take an epoch, and its row of a few numbers: one pair a turn, up to `most`."""
        assert self._few is not None
        return self._epochs.append, self._few.append

    def take_back(self, epoch: int) -> torch.Tensor | None:
        """The last row, if it is this epoch's: it is to be written anew."""
        if not self._epochs or self._epochs[-1] != epoch:
            return None
        row = self.last()
        assert row is not None
        row = row.clone()
        self._epochs.pop()
        if self._few is not None:
            self._few.pop()
        return row

    def last(self) -> torch.Tensor | None:
        """The last row."""
        if not self._epochs:
            return None
        if self._few is None:
            return self._block[len(self._epochs) - 1]
        with as_it_is():
            return torch.tensor(self._few[-1], dtype=self._dtype).reshape(self._shape)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._epochs)

    def column(self) -> Column:
        """The rows so far."""
        return Column(words(self.quantity), tuple(self._epochs), describe_rows(self._rows(), self._bytes))

    def rows(self) -> Iterator[tuple[int, torch.Tensor]]:
        """Every epoch with its row."""
        return zip(self._epochs, self._rows(), strict=True)

    def _write(self, place: int, value: torch.Tensor) -> None:
        if place == self._room:
            self._room = min(2 * place, self._most)
            longer = torch.empty((self._room, *value.shape), dtype=value.dtype)
            longer[:place] = self._block
            self._block = longer
        self._block[place] = value.detach()

    def _rows(self) -> torch.Tensor:
        if self._few is None:
            return self._block[: len(self._epochs)]
        with as_it_is():
            return torch.tensor(self._few, dtype=self._dtype).reshape(-1, *self._shape)
