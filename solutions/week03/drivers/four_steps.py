"""How the calls of four_steps.py are made where it takes more than calling. Runs beside the student's code."""

import torch


def backward(work, X, y, What):
    loss = torch.sum((y - X @ What) ** 2)
    out = work.backward(loss)
    return {"returned": out, "gradient": What.grad}


def update(work, What, gradient, lr):
    What.grad = gradient.clone()
    out = work.update(What, lr)
    left = torch.zeros_like(What) if What.grad is None else What.grad
    return {"returned": out, "What": What.detach(), "left": left, "trainable": int(What.requires_grad and What.is_leaf)}


def one_epoch(work, X, y, What, **options):
    """Twice, as a loop would: whether gradients pile up shows in the second epoch only."""
    for _ in range(2):
        out = work.one_epoch(X, y, What, **options)
    return {"returned": out, "What": What.detach()}
