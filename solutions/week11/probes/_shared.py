"""Data of week 11: real numbers around 3 for the GAN, ratings for the recommender."""

from __future__ import annotations

import torch


def drawn(seed: int, *shape: int) -> torch.Tensor:
    """Normal numbers of that shape."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def ratings(seed: int, n: int, users: int, items: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Numbers (n,) of users and of items, and ratings (n, 1)."""
    made = torch.Generator().manual_seed(seed)
    user = torch.randint(users, (n,), generator=made)
    item = torch.randint(items, (n,), generator=made)
    noise = 0.3 * torch.randn(n, 1, generator=made)
    return user, item, 3 + torch.sin(2.0 * user + item).reshape(n, 1) + noise


real = 3 + 0.5 * drawn(43052, 24, 1)
real117 = -2.0713 + 0.7 * drawn(5, 117, 1)
real117[[5, 110]] = torch.tensor([[61.2713], [-57.3381]])
fake, fake123 = 1.3 * drawn(6, 24, 1), 0.5 + 0.9 * drawn(7, 123, 1)
user, item, rating = ratings(43052, 30, 5, 6)
user127, item127, rating127 = ratings(9, 127, 11, 8)
rating127[[5, 120]] = torch.tensor([[61.2713], [-57.3381]])
