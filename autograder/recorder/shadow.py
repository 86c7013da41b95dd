"""The same code in double precision: inside `Shadow`, whatever would be float32 is float64.

Right formulas then agree to a few units of 2^-53, and the slightest wrong one stands six decades above them. Random
numbers are those of float32, so that a seed gives what it gives natively. Half precision stays half.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from types import TracebackType
from typing import Any, Self

import numpy as np
import torch
from torch.overrides import TorchFunctionMode

from autograder.recorder import draws

_WIDER = {torch.float32: torch.float64, torch.complex64: torch.complex128}
_WIDER_NAMES = {"torch.FloatTensor": "torch.DoubleTensor"}
_CASTS = {torch.Tensor.float: torch.Tensor.double}
_FRESH_DRAWS = {
    torch.rand,
    torch.randn,
    torch.normal,
    torch.bernoulli,
    torch.rand_like,
    torch.randn_like,
    torch.Tensor.bernoulli,
}
_INPLACE_DRAWS = {
    torch.Tensor.uniform_,
    torch.Tensor.normal_,
    torch.Tensor.bernoulli_,
    torch.Tensor.exponential_,
    torch.Tensor.cauchy_,
    torch.Tensor.log_normal_,
    torch.Tensor.geometric_,
}
_EXACT_DRAWS = {torch.Tensor.uniform_: draws.fill_uniform, torch.Tensor.normal_: draws.fill_normal}
_NORMAL_DRAWS = {torch.randn, torch.randn_like}


class Shadow(TorchFunctionMode):
    """A torch function mode that widens. `pure` turns false where a float32 came in that had lost its digits already."""

    def __init__(self) -> None:
        super().__init__()
        self.pure = True

    def __torch_function__(
        self, func: Callable[..., Any], types: object, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:  # noqa: ANN401 - whatever func returns
        """Call `func` with every float32 among its arguments widened, and widen what it returns."""
        options = kwargs or {}
        if func in _INPLACE_DRAWS or getattr(func, "__module__", "") == "torch.nn.init":
            return _draw_into(func, args, options)
        if func in _FRESH_DRAWS:
            return _draw(func, args, options)
        self._notice(args)
        returned = _CASTS.get(func, func)(*_widened(args), **_widened(options))
        if isinstance(returned, torch.Tensor) and returned.dtype in _WIDER:
            self.pure = False
            return returned.to(_WIDER[returned.dtype])
        return returned

    def _notice(self, args: tuple[Any, ...]) -> None:
        if any(isinstance(arg, np.ndarray | np.generic) and arg.dtype in {np.float32, np.complex64} for arg in args):
            self.pure = False


class shadowed(AbstractContextManager["shadowed"]):  # noqa: N801 - reads as what it does: `with shadowed() as shadow`
    """Widen everything inside: the default dtype, the legacy constructor and, by `Shadow`, every torch function."""

    def __init__(self) -> None:
        self.mode = Shadow()

    def __enter__(self) -> Self:
        """Start widening."""
        self._legacy = torch.FloatTensor
        torch.FloatTensor = torch.DoubleTensor  # pyrefly: ignore[bad-assignment]
        torch.set_default_dtype(torch.float64)
        self.mode.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop widening."""
        self.mode.__exit__(kind, error, trace)
        torch.set_default_dtype(torch.float32)
        torch.FloatTensor = self._legacy

    @property
    def pure(self) -> bool:
        """No float32 came in from outside torch: every digit is double."""
        return self.mode.pure


def _widened(value: Any) -> Any:  # noqa: ANN401 - any argument of any torch function
    if isinstance(value, torch.Tensor):
        if value.dtype in _WIDER and not value.requires_grad:
            return value.to(_WIDER[value.dtype])
        return value
    if isinstance(value, torch.dtype):
        return _WIDER.get(value, value)
    if isinstance(value, str):
        return _WIDER_NAMES.get(value, value)
    return _inside(_widened, value)


def _narrowed(value: Any) -> Any:  # noqa: ANN401 - any argument of any torch function
    if isinstance(value, torch.Tensor) and value.dtype == torch.float64:
        return value.to(torch.float32)
    if value is torch.float64:
        return torch.float32
    return _inside(_narrowed, value)


def _inside(change: Callable[[Any], Any], value: Any) -> Any:  # noqa: ANN401 - any argument of any torch function
    if type(value) in {tuple, list}:
        return type(value)(change(item) for item in value)
    if type(value) is dict:
        return {name: change(item) for name, item in value.items()}
    return value


def _draw(func: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:  # noqa: ANN401
    torch.set_default_dtype(torch.float32)
    try:
        draw = partial(func, *_narrowed(args), **_narrowed(options))
        if func in _NORMAL_DRAWS and options.get("out") is None:
            return draws.again(draw, options.get("generator")).requires_grad_(options.get("requires_grad", False))
        return _widened(draw())
    finally:
        torch.set_default_dtype(torch.float64)


def _draw_into(func: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:  # noqa: ANN401
    """Draw what a float32 of the same shape would get. torch.nn.init passes its tensor by name, methods by place."""
    target = options["tensor"] if "tensor" in options else args[0]
    if target.dtype != torch.float64:
        return func(*args, **options)
    if func in _EXACT_DRAWS:
        return _EXACT_DRAWS[func](*args, **options)
    if func not in _INPLACE_DRAWS:  # of torch.nn.init, which draws by the methods above
        with draws.exact():
            return func(*args, **options)
    drawn = torch.empty(target.shape, dtype=torch.float32)
    func(drawn, *_narrowed(tuple(args[1:])), **_narrowed(options))
    with torch.no_grad():
        return target.copy_(drawn)
