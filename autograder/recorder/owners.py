"""Optimisers that are made → whose parameters a loss reaches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

import torch
from torch.optim import Optimizer

SEVERAL = 2


class Owners:
    """The optimisers made while this watches, and the parameters each of them holds."""

    def __init__(self) -> None:
        self._made: WeakSet[Optimizer] = WeakSet()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand before the one way in which an optimiser takes parameters."""
        real = Optimizer.add_param_group

        def add_param_group(optimizer: Optimizer, *args: Any, **kwargs: Any) -> None:
            self._made.add(optimizer)
            real(optimizer, *args, **kwargs)

        Optimizer.add_param_group = add_param_group  # type: ignore[method-assign]
        try:
            yield
        finally:
            Optimizer.add_param_group = real  # type: ignore[method-assign]

    def same(self, leaves: list[torch.Tensor], others: list[torch.Tensor]) -> bool:
        """True where the same optimisers hold both; one alone tells nothing apart."""
        return len(self._made) < SEVERAL or self._of(leaves) == self._of(others)

    def _of(self, leaves: list[torch.Tensor]) -> set[int]:
        asked = {*map(id, leaves)}
        return {
            id(optimizer)
            for optimizer in self._made
            if any(id(leaf) in asked for group in optimizer.param_groups for leaf in group["params"])
        }
