"""In place under no_grad, then zeroed."""

import torch


def update(What, lr):
    with torch.no_grad():
        What -= lr * What.grad
    What.grad.zero_()
    return What
