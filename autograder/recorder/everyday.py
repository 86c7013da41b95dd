"""Everyday code of a larger machine → the same on a child's.

One process, one CPU, no compiler.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch.jit import _builtins as jit_names

_ELSEWHERE = {"cuda", "mps", "xpu"}
_MAKING = (
    *("arange", "as_tensor", "asarray", "empty", "eye", "full", "linspace", "logspace", "ones", "rand", "randint"),
    *("randn", "randperm", "range", "scalar_tensor", "tensor", "zeros"),
    *("empty_like", "full_like", "ones_like", "rand_like", "randint_like", "randn_like", "zeros_like"),
)
"""Functions of torch that take a device."""
_MADE_LIKE = ("new_empty", "new_full", "new_ones", "new_tensor", "new_zeros")
_WORKERS = 5
"""The place of `num_workers` among a DataLoader's arguments."""
_IN_WORKERS = ("prefetch_factor", "persistent_workers", "multiprocessing_context", "timeout")


def run_here() -> None:
    """Make loaders load here, other devices the CPU, and compiling a no-op."""
    torch.compile = _uncompiled
    loader = torch.utils.data.DataLoader
    if not hasattr(loader.__init__, "__wrapped__"):
        loader.__init__ = _without_workers(loader.__init__)  # type: ignore[method-assign]
    for kind in (torch.Tensor, torch.nn.Module):
        if not hasattr(kind.to, "__wrapped__"):
            kind.to = _to_here(kind.to)  # type: ignore[method-assign]
            kind.cuda = _stays  # type: ignore[method-assign]
    for home, names in ((torch, _MAKING), (torch.Tensor, _MADE_LIKE)):
        for name in names:
            if not hasattr(getattr(home, name), "__wrapped__"):
                setattr(home, name, _made_here(getattr(home, name)))


def _uncompiled(model: Callable[..., Any] | None = None, **_options: Any) -> Any:
    return model if model is not None else _uncompiled


def _without_workers(real: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(real)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        kept = {name: value for name, value in kwargs.items() if name not in {"num_workers", *_IN_WORKERS}}
        places = [*args[:_WORKERS], *(0 for _ in args[_WORKERS : _WORKERS + 1]), *args[_WORKERS + 1 :]]
        real(self, *places, **kept)

    return init


def _to_here(real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    def to(self: Any, *args: Any, **kwargs: Any) -> Any:
        return real(self, *map(_here, args), **{name: _here(value) for name, value in kwargs.items()})

    return to


def _made_here(real: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with the CPU for another device: `torch.zeros(3, device="cuda")`."""

    @functools.wraps(real)
    def made(*args: Any, **kwargs: Any) -> Any:
        if "device" in kwargs:
            kwargs["device"] = _here(kwargs["device"])
        return real(*args, **kwargs)

    if operator := jit_names._find_builtin(real):  # noqa: SLF001 - how torch's own scripts know a function
        jit_names._register_builtin(made, operator)  # noqa: SLF001
    return made


def _here(value: Any) -> Any:
    """The CPU, for any device that a child does not have."""
    if isinstance(value, (str, torch.device)) and str(value).partition(":")[0] in _ELSEWHERE:
        return torch.device("cpu")
    return value


def _stays(self: Any, *_: object, **__: object) -> Any:
    return self
