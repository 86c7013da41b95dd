"""Data of week 9: a bent line with noise, small and not so small."""

from __future__ import annotations

import torch


def bent(seed: int, n: int, *, at: float = 0.0, slope: float = 2.0) -> tuple[torch.Tensor, torch.Tensor]:
    """x (n, 1), and y: a line that bends, with noise."""
    made = torch.Generator().manual_seed(seed)
    x = torch.randn(n, 1, generator=made)
    noise = torch.randn(n, 1, generator=made)
    return x, 1.0 + slope * torch.relu(x - at) - 0.5 * x + 0.3 * noise


x, y = bent(43052, 20)
x9, y9 = bent(7, 9, at=0.2)
x123, y123 = bent(11, 123, at=-0.4, slope=1.3)
x123[[5, 117]], y123[[5, 117]] = torch.tensor([[61.2713], [-57.3381]]), torch.tensor([[72.0137], [-66.2908]])
x31, y31 = bent(13, 31, at=-0.4, slope=1.3)
far, y_far = bent(17, 123, at=0.3)
far[[5, 121]] = torch.tensor([[61.2713], [-57.3381]])
y_far[[5, 121]] = torch.tensor([[-66.4127], [71.9053]])
