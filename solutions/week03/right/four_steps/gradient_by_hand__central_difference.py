"""A central difference, which is exact for a parabola."""

import torch


def gradient_by_hand(X, y, What):
    slope = []
    for i in range(2):
        left, right = What.data.clone(), What.data.clone()
        left[i] -= 1
        right[i] += 1
        slope.append((torch.sum((y - X @ right) ** 2) - torch.sum((y - X @ left) ** 2)) / 2)
    return torch.stack(slope).reshape(2, 1)
