"""A student's functions → the same, their calls recorded while public checks run.

Used beside student code only.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch

from autograder.errors import MissingError
from autograder.recorder.loop_tapes import longest
from autograder.recorder.probe_runner import parameters_of
from autograder.recorder.watch import Loop, Watch


class CallRecorder:
    """Records the calls of the student's functions.

    Which gave what, which is a gap, which is not there; `first` is told of the first call in each check.
    """

    def __init__(
        self,
        exercises: Collection[str],
        asked: Mapping[str, tuple[str, ...]] | None = None,
        *,
        first: Callable[[], None] = lambda: None,
    ) -> None:
        self._exercises, self._first, self._asked = exercises, first, asked or {}
        self._watching = False
        self._others: dict[str, Callable[..., Any]] = {}
        self.own: dict[str, Callable[..., Any] | None] = {}
        self.forget()

    def forget(self) -> None:
        """Before each check."""
        self.gap = self.missing = self.raised = ""
        self._called = False
        self.returned: dict[str, str] = {}
        self.loops: dict[str, Loop] = {}
        self.beside: dict[str, tuple[Loop, ...]] = {}  # all loops of that call
        self.epochs: dict[str, int] = {}
        self.rates: dict[str, float] = {}
        self.rows: dict[str, frozenset[int]] = {}

    @contextmanager
    def replaced(self, name: str, other: Callable[..., Any]) -> Iterator[None]:
        """Call another function in the place of one, for a while, and record nothing."""
        self._others[name] = other
        try:
            yield
        finally:
            del self._others[name]

    def recording(self, name: str, function: Callable[..., Any] | None) -> Callable[..., Any]:
        """The function, its calls recorded.

        Where there is none, one that says so when called.
        """
        self.own[name] = function
        if function is None:
            return self._absent(name)

        @functools.wraps(function)
        def calling(*args: Any, **kwargs: Any) -> Any:
            if self._others:
                return self._others.get(name, function)(*args, **kwargs)
            self.rows.setdefault(name, _rows_of((*args, *kwargs.values())))
            if not self._called:
                self._called = True
                self._first()
            try:
                with self._watched(name, args, kwargs, function):
                    returned = function(*args, **kwargs)
            except NotImplementedError as error:
                self.gap = self.gap or self.gap_of(error)
                self.raised = name
                raise
            except BaseException:
                self.raised = name
                raise
            self.returned[name] = type(returned).__name__
            return returned

        return AskedClass(function, calling) if isinstance(function, type) else calling

    def gap_of(self, error: BaseException) -> str:
        """The exercise whose gap said this; a method's begins with its class."""
        said = str(error).partition(":")[0].partition(".")[0] if isinstance(error, NotImplementedError) else ""
        return said if said in self._exercises else ""

    @contextmanager
    def _watched(
        self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], function: Callable[..., Any]
    ) -> Iterator[None]:
        """Keep the longest loop of a check's first outermost call, and those beside it."""
        if self._watching:
            yield
            return
        watch = Watch()
        named = {**dict(zip(self._asked.get(name, ()), args, strict=False)), **kwargs}
        self._watching = True
        try:
            with watch.watching():
                watch.hand(dict(parameters_of((*args, *kwargs.values()), named)))
                yield
        finally:
            self._watching = False
            loop = longest(watch.loops)
            if loop is not None:
                self.loops.setdefault(name, loop)
                self.beside.setdefault(name, tuple(watch.loops))
                self.epochs.setdefault(name, _asked_epochs(named, function))
                self.rates.setdefault(name, _asked_rate(named, function))

    def _absent(self, name: str) -> Callable[..., Any]:
        def calling(*_args: Any, **_kwargs: Any) -> Any:
            self.missing = self.missing or name
            raise MissingError(name)

        return calling


def _asked_epochs(named: Mapping[str, Any], function: Callable[..., Any]) -> int:
    """The epochs that a call asks for, or its default; 0 where it counts none."""
    asked = _asked_number("epochs", named, function)
    return asked if isinstance(asked, int) else 0


def _asked_rate(named: Mapping[str, Any], function: Callable[..., Any]) -> float:
    """The learning rate that a call asks for, or its default; 0 where it has none."""
    asked = _asked_number("lr", named, function)
    return float(asked) if isinstance(asked, int | float) else 0.0


def _asked_number(name: str, named: Mapping[str, Any], function: Callable[..., Any]) -> object:
    try:
        default = inspect.signature(function).parameters[name].default
    except (KeyError, TypeError, ValueError):
        default = 0
    return named.get(name, default)


def _rows_of(values: Iterable[object]) -> frozenset[int]:
    """The rows of the longest tensor that was given, and all its numbers."""
    tensors = [one for one in values if isinstance(one, torch.Tensor) and one.ndim]
    longest_one = max(tensors, key=len, default=None)
    return frozenset() if longest_one is None else frozenset({len(longest_one), longest_one.numel()})


class AskedClass:
    """A student's class whose making is recorded; it is one to whoever asks."""

    def __init__(self, made: type, calling: Callable[..., Any]) -> None:
        self._made, self._calling = made, calling

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Make one."""
        return self._calling(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """Something of the class itself, `apply` say."""
        return getattr(self._made, name)

    def __instancecheck__(self, one: object) -> bool:
        """As the class would."""
        return isinstance(one, self._made)

    def __mro_entries__(self, _bases: tuple[Any, ...]) -> tuple[type, ...]:
        """A class that inherits it inherits the student's."""
        return (self._made,)
