"""Thousands of turns, large parameters → the epochs and numbers written down."""

from __future__ import annotations

from functools import lru_cache

import torch

ALL_UNTIL = 64
THEN_EVERY = 64
MOST_KEPT = 512
LARGE = 512
"""Elements, beyond which samples are written down as well."""
SAMPLES = 64
_STRIDE = 0.6180339887498949  # the golden ratio's part: places that are spread evenly, whatever the shape


def is_sampled(value: torch.Tensor) -> bool:
    """True of a parameter of which samples are kept."""
    return value.numel() > LARGE and not value.is_sparse


def sample(value: torch.Tensor) -> torch.Tensor:
    """Size, sum and a few elements, always the same ones: (SAMPLES + 2,)."""
    flat = value.detach().reshape(-1)
    return torch.cat([flat.norm().reshape(1), flat.sum().reshape(1), flat[places(flat.numel())]])


@lru_cache(64)
def places(count: int) -> torch.Tensor:
    """The places of the elements that are kept, of so many.

    The first, the last, and some between.
    """
    between = [int(count * (k * _STRIDE % 1.0)) for k in range(1, SAMPLES - 1)]
    return torch.tensor([0, *between, count - 1])


def kept(epoch: int) -> bool:
    """True in epochs in which yhat is written down: always early, then now and then."""
    return epoch < ALL_UNTIL or (epoch % THEN_EVERY == 0 and epoch < ALL_UNTIL + THEN_EVERY * MOST_KEPT)
