"""Texts and numbers of week 10: what students know, and what they have not seen."""

from __future__ import annotations

import torch

HELLO = ["e", "h", "l", "o"]
KOREAN = "나무 위 나비가 가나다라"
LONG = ("the quick brown fox jumps over the lazy dog; pack my box with five dozen jugs, " * 2)[:137]


def drawn(seed: int, *shape: int, scale: float = 1.0) -> torch.Tensor:
    """Normal numbers."""
    return scale * torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def whole(seed: int, n: int, below: int) -> torch.Tensor:
    """Numbers of letters."""
    return torch.randint(below, (n,), generator=torch.Generator().manual_seed(seed))


def far(seed: int, *shape: int, scale: float = 0.01) -> torch.Tensor:
    """Small numbers, and two of them far out."""
    made = drawn(seed, *shape, scale=scale)
    made.view(-1)[[0, -1]] = torch.tensor([61.31271, -58.22917])
    return made
