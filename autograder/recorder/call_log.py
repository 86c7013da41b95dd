"""Calls of the student's exercises by each other → the first, by content."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import ModuleType
from typing import Any

import torch

from autograder.model import Call, Value
from autograder.recorder.describe import as_it_is, describe
from autograder.recorder.helper_calls import HelperCallLog, described_loader
from autograder.recorder.naming import held_in

FEW_CALLS = 24
"""So many calls are logged however large their values are."""
MOST_CALLS = 512
MOST_LOGGED = 2**18
"""So many bytes of calls are logged beyond the few."""
MADE = "__init__"
STEPS = "step", "zero_grad"
"""The methods of an optimiser."""

Own = Mapping[str, Callable[..., Any] | None]


class CallLog:
    """Values that own exercises were given and gave back.

    Of a net those of its forward; of an optimiser its parameters and their gradients, before each of its methods and after.
    """

    def __init__(self, own: Own, modules: Iterable[ModuleType]) -> None:
        self.helper_calls = HelperCallLog()
        self._calls: list[Call] = []
        self._bytes = 0
        self._made: dict[int, tuple[object, int]] = {}  # optimisers by identity, numbered as they were made
        for name, made in own.items():
            if isinstance(made, type) and issubclass(made, torch.nn.Module):
                self._watch_net(name, made)
            elif is_optimizer(made):
                self._watch_optimizer(name, made)
        wrapped = {id(f): self._logged(name, f) for name, f in own.items() if inspect.isfunction(f)}
        for module in modules:
            for name, value in list(vars(module).items()):
                if id(value) in wrapped:
                    setattr(module, name, wrapped[id(value)])

    def clear(self) -> None:
        """Begin anew."""
        self._calls.clear()
        self._made.clear()
        self._bytes = 0

    def of_others(self, exercise: str) -> tuple[Call, ...]:
        """The calls so far of all exercises but this."""
        return tuple(call for call in self._calls if call.exercise != exercise)

    def _watch_net(self, name: str, made: Any) -> None:
        forward = vars(made).get("forward")
        if inspect.isfunction(forward):
            made.forward = self._logged(name, forward, of_object=True)

    def _watch_optimizer(self, name: str, made: Any) -> None:
        for method in (MADE, *STEPS):
            own = getattr(made, method, None)
            if inspect.isfunction(own):
                setattr(made, method, self._stepping(name, own))

    def _logged(self, name: str, function: Callable[..., Any], *, of_object: bool = False) -> Callable[..., Any]:
        @functools.wraps(function)
        def calling(*args: Any, **kwargs: Any) -> Any:
            given = args[1:] if of_object else args
            taken = tuple(describe(arg) for arg in (*given, *kwargs.values())) if self._room else ()
            if of_object:
                returned = function(*args, **kwargs)
            else:
                returned = self.helper_calls.calling(name, lambda: function(*args, **kwargs), args, kwargs)
            if self._room:
                self._keep(Call(name, taken, _given_back(returned)))
            return returned

        return calling

    def _stepping(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        kind = method.__name__

        @functools.wraps(method)
        def calling(own: Any, *args: Any, **kwargs: Any) -> Any:
            if not self._room:
                return method(own, *args, **kwargs)
            if kind == MADE:
                _, number = self._made[id(own)] = own, len(self._made)
                given: tuple[Value, ...] = (_options(args), _options(kwargs))
            else:
                number = self._made.get(id(own), (own, -1))[1]
                given = (_held(own),)
            returned = method(own, *args, **kwargs)
            self._keep(Call(name, (describe(kind), describe(number), *given), _held(own)))
            return returned

        return calling

    def _keep(self, call: Call) -> None:
        self._calls.append(call)
        self._bytes += sum(_size(value) for value in (*call.inputs, call.returned))

    @property
    def _room(self) -> bool:
        return len(self._calls) < FEW_CALLS or (len(self._calls) < MOST_CALLS and self._bytes < MOST_LOGGED)


def is_optimizer(made: object) -> bool:
    """True of a class that steps, and is no net."""
    return isinstance(made, type) and not issubclass(made, torch.nn.Module) and callable(getattr(made, "step", None))


def parameters_held(value: Any) -> list[torch.Tensor]:
    """The parameters that an optimiser holds, each once."""
    if isinstance(value, torch.optim.Optimizer):
        value = [parameter for group in value.param_groups for parameter in group["params"]]
    return [*{id(one.value): one.value for one in held_in("", value, {})}.values()]


def _given_back(returned: Any) -> Value:
    """A value by content; a loader by what it is made of."""
    if type(returned) is torch.utils.data.DataLoader:
        with suppress(Exception), as_it_is():  # it may hold a student's own
            return described_loader(returned)
    return describe(returned)


def _held(own: Any) -> Value:
    """The parameters of an optimiser, and their gradients."""
    with as_it_is():
        parameters = parameters_held(own)
        return describe([parameters, [one.grad for one in parameters]])


def _options(given: Any) -> Value:
    """Arguments by content; what can be walked through but once is left alone."""
    if isinstance(given, tuple):
        return describe([None if isinstance(one, Iterator) else one for one in given])
    return describe({name: None if isinstance(one, Iterator) else one for name, one in given.items()})


def _size(value: Value) -> int:
    return len(value.data) + sum(map(_size, value.items))
