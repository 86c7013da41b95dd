"""How the calls of four_steps.py are made where it takes more than calling. Runs beside the student's code."""

import torch


def _derivative(values, leaf):
    """Of the first value, twice the second, three times the third and so on, in the leaf; None where there is no graph."""
    if not isinstance(values, torch.Tensor) or not values.requires_grad:
        return None
    counted = values.reshape(-1) * torch.arange(1, values.numel() + 1)
    return torch.autograd.grad(counted.sum(), [leaf], allow_unused=True)[0]


def yhat(work, X, What):
    out = work.yhat(X, What)
    return {"returned": out, "What.grad": What.grad, "derivative.What": _derivative(out, What)}


def sse(work, y, yhat):
    out = work.sse(y, yhat)
    return {"returned": out, "yhat.grad": yhat.grad, "derivative.yhat": _derivative(out, yhat)}


def gradient_by_hand(work, X, y, What):
    return {"returned": work.gradient_by_hand(X, y, What), "What.grad": What.grad}


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
