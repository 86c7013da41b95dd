"""The same code in double precision.

Inside `Shadow`, whatever would be float32 is float64.

Right formulas then agree to a few units of 2^-53, and the slightest wrong one stands six decades above them. Random
numbers are those of float32, so that a seed gives what it gives natively. Half precision stays half.
"""

from __future__ import annotations

import inspect
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
_NARROW_ARRAYS = {np.dtype(np.float32), np.dtype(np.complex64)}
_PLAIN = {type(None), bool, int, float, slice}
_TENSORS = {torch.Tensor, torch.nn.Parameter}
_NESTED = {tuple, list, dict}
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
_INITS = {func for func in vars(torch.nn.init).values() if inspect.isfunction(func)}
_EXACT_DRAWS = {torch.Tensor.uniform_: draws.fill_uniform, torch.Tensor.normal_: draws.fill_normal}
_NORMAL_DRAWS = {torch.randn, torch.randn_like}


class Shadow(TorchFunctionMode):
    """A torch function mode that widens.

    `pure` turns false where a float32 came in that had lost its digits already.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pure = True

    def __torch_function__(
        self, func: Callable[..., Any], types: object, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Call `func` with every float32 widened, and widen what it returns."""
        draw = _DRAWS.get(func)
        if draw is not None:
            return draw(func, args, kwargs or {})
        if kwargs or not _wide(args):
            args, kwargs = self._widened(args), self._widened(kwargs or {})
        returned = _CASTS.get(func, func)(*args, **kwargs) if kwargs else _CASTS.get(func, func)(*args)
        if isinstance(returned, torch.Tensor) and returned.dtype is not torch.float64:
            return self._noticed(returned)
        return returned

    def _widened(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in _NESTED:
            return _inside(self._widened, value)
        if isinstance(value, torch.Tensor):
            return value if value.requires_grad else self._noticed(value)
        if kind is torch.dtype:
            return _WIDER.get(value, value)
        if kind is str:
            return _WIDER_NAMES.get(value, value)
        if isinstance(value, np.ndarray | np.generic) and value.dtype in _NARROW_ARRAYS:
            self._noticed(torch.tensor(value))
        return value

    def _noticed(self, value: torch.Tensor) -> torch.Tensor:
        """Wider. In here nothing is narrow but what came from elsewhere.

        Unless these are whole numbers, digits were lost.
        """
        wider = _wider(value)
        if wider is not value and not _is_whole(wider):
            self.pure = False
        return wider


def _wide(args: tuple[Any, ...]) -> bool:
    """True where nothing is to be widened among arguments.

    As in nearly every call of a loop.
    """
    for value in args:
        kind = type(value)
        if kind in _TENSORS:
            if value.dtype is not torch.float64:
                return False
        elif kind not in _PLAIN:
            return False
    return True


class shadowed(AbstractContextManager["shadowed"]):  # noqa: N801 - reads as what it does: `with shadowed() as shadow`
    """Widen everything inside.

    The default dtype, the legacy constructor and, by `Shadow`, every torch function.
    """

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


def widened(value: Any) -> Any:
    """A tensor, and every tensor in a container, as the shadow would have it.

    A leaf is a leaf again.
    """
    if type(value) in _NESTED:
        return _inside(widened, value)
    if isinstance(value, torch.Tensor):
        return _wider(value.detach()).requires_grad_(value.requires_grad)
    return value


def _is_whole(value: torch.Tensor) -> bool:
    parts = torch.view_as_real(value) if value.is_complex() else value
    return torch.equal(parts, parts.round())


def _wider(value: torch.Tensor) -> torch.Tensor:
    dtype = _WIDER.get(value.dtype)
    return value if dtype is None else value.to(dtype)


def _narrowed(value: Any) -> Any:
    if type(value) in _NESTED:
        return _inside(_narrowed, value)
    if isinstance(value, torch.Tensor) and value.dtype == torch.float64:
        return value.to(torch.float32)
    return torch.float32 if value is torch.float64 else value


def _inside(change: Callable[[Any], Any], value: Any) -> Any:
    if type(value) is dict:
        return {name: change(item) for name, item in value.items()}
    return type(value)([change(item) for item in value])


def _draw(func: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    torch.set_default_dtype(torch.float32)
    try:
        asked = _narrowed(options)
        leaf = asked.pop("requires_grad", False)
        draw = partial(func, *_narrowed(args), **asked)
        known = func in _NORMAL_DRAWS and asked.get("out") is None
        drawn = draws.redraw(draw, asked.get("generator")) if known else _wider(draw())
        return drawn.requires_grad_() if leaf else drawn
    finally:
        torch.set_default_dtype(torch.float64)


def _draw_into(func: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Draw what a float32 of the same shape would get.

    Torch.nn.init passes its tensor by name, methods by place.
    """
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


_DRAWS = dict.fromkeys(_FRESH_DRAWS, _draw) | dict.fromkeys(_INPLACE_DRAWS | _INITS, _draw_into)
