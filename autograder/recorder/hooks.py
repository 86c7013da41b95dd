"""Torch's ways to ask for a gradient, to step, to restore → ours, for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook

Real = Callable[..., Any]


@contextmanager
def hooked(
    backward: Callable[[Real], Real],
    load_state_dict: Callable[[Real], Real],
    before_step: Callable[..., None],
    after_step: Callable[..., None],
    call: Callable[[Real], Real],
) -> Iterator[None]:
    """Put ours around torch's own; put torch's back afterwards, whatever happened."""
    real = torch.Tensor.backward, torch.autograd.backward, torch.autograd.grad
    restoring, calling = torch.nn.Module.load_state_dict, torch.nn.Module.__call__
    handles = (
        register_optimizer_step_pre_hook(before_step),
        register_optimizer_step_post_hook(after_step),
    )
    torch.Tensor.backward = backward(real[0])  # type: ignore[method-assign]
    torch.autograd.backward = backward(real[1])
    torch.autograd.grad = backward(real[2])
    torch.nn.Module.load_state_dict = load_state_dict(restoring)  # type: ignore[method-assign]
    # torch's own hook before every forward would make all modules of a net slower
    torch.nn.Module.__call__ = call(calling)  # type: ignore[method-assign]
    try:
        yield
    finally:
        torch.Tensor.backward, torch.autograd.backward, torch.autograd.grad = real  # type: ignore[method-assign]
        torch.nn.Module.load_state_dict, torch.nn.Module.__call__ = restoring, calling  # type: ignore[method-assign]
        for handle in handles:
            handle.remove()
