"""How the exercises of softmax.py are called, where that is more than a plain call."""

import torch


def cross_entropy(work, u, labels):
    loss = work.cross_entropy(u, labels)
    differentiable = isinstance(loss, torch.Tensor) and loss.requires_grad and loss.numel() == 1
    slope = torch.autograd.grad(loss.sum(), [u], allow_unused=True)[0] if differentiable else None
    return {"returned": loss, "slope": slope, "left": u.grad}
