"""Parameters of many epochs → the solution's yhat, loss and gradient at each.

The solution's own function is called up to its first backward under torch.func: nothing is written twice, and a week needs
no formula. Where it cannot be called so, or draws anew in every epoch, it does not reproduce its own tape and is not used.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn.utils import stateless

from autograder.judge.program import Program
from autograder.model import Probe
from autograder.recorder.probe_runner import parameters_of
from autograder.recorder.shadow import shadowed

CHUNK = 64
_GRAD = torch.autograd.grad  # torch's own, which torch.func needs while a watch stands in its place
UNBATCHED = (ArithmeticError, AttributeError, LookupError, NotImplementedError, RuntimeError, TypeError, ValueError)
"""What a function may raise that torch.func cannot call."""

Parameters = Mapping[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class LoopValues:
    """Loss, and gradient by parameter, a row an epoch; yhat where it was asked for."""

    loss: torch.Tensor
    gradient: dict[str, torch.Tensor]
    yhat: torch.Tensor | None = None


class BatchedLoop:
    """The loop of one probe of the solution, in double precision."""

    def __init__(self, program: Program, probe: Probe) -> None:
        self._function, self._args, self._held = _call(program, probe)

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that the loop is handed."""
        return tuple(self._held)

    def at(self, parameters: Parameters, *, yhat: bool = False) -> LoopValues | None:
        """The values at every row of these; None where the loop cannot be called so."""
        own = {name: value.double() for name, value in parameters.items()}
        if own.keys() != self._held.keys():
            return None
        try:
            with shadowed(), _own_grad():
                found = torch.func.vmap(torch.func.grad(self._loss, has_aux=True), (0, None), chunk_size=CHUNK)(
                    own, yhat
                )
        except UNBATCHED:
            return None
        gradient, (loss, predicted) = found
        return LoopValues(loss.detach(), {n: v.detach() for n, v in gradient.items()}, predicted if yhat else None)

    def _loss(self, parameters: Parameters, yhat: bool) -> tuple[torch.Tensor, tuple[torch.Tensor, torch.Tensor]]:  # noqa: FBT001 - as torch.func calls it
        swapped = {id(self._held[name]): value for name, value in parameters.items()}
        arguments = [swapped.get(id(arg), arg) for arg in self._args]
        with ExitStack() as stack:
            for module in (arg for arg in self._args if isinstance(arg, torch.nn.Module)):
                own = {name: swapped[id(value)] for name, value in module.named_parameters()}
                stack.enter_context(stateless._reparametrize_module(module, own))  # noqa: SLF001 - as functional_call does
            root, predicted = _until_backward(self._function, arguments)
        loss = root.reshape(())
        return loss, (loss.detach(), predicted.detach() if yhat else loss.detach())


class _CaughtError(Exception):
    """The call is known, or the loss: nothing more is asked."""


def _call(program: Program, probe: Probe) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, torch.Tensor]]:
    """The solution's function, its arguments, and the parameters among these by name."""
    caught: list[tuple[Any, ...]] = []

    def helper(*args: Any, **kwargs: Any) -> Any:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        caught.append(tuple(bound.arguments.values()))
        held = {name: value for name, value in bound.arguments.items() if isinstance(value, torch.Tensor)}
        caught.append(tuple(parameters_of(caught[0], held)))
        raise _CaughtError

    function = program.fresh_function(probe.exercise)
    assert function is not None  # the solution has every exercise
    signature = inspect.signature(function)
    helper.__signature__ = signature  # type: ignore[attr-defined]
    program.with_helper(probe.exercise, helper, shadow=True).record(probe)
    arguments, held = caught or ((), ())
    return function, arguments, dict(held)


def _until_backward(function: Callable[..., Any], arguments: list[Any]) -> tuple[torch.Tensor, torch.Tensor]:
    """The root of the first backward, and the caller's yhat then."""
    found: list[torch.Tensor] = []

    def backward(root: torch.Tensor, *_: Any, **__: Any) -> None:
        predicted = sys._getframe(1).f_locals.get("yhat", root)  # noqa: SLF001 - the caller's own name
        found.extend((root, predicted))
        raise _CaughtError

    was = torch.Tensor.backward
    torch.Tensor.backward = backward  # type: ignore[method-assign]
    try:
        function(*arguments)
    except _CaughtError:
        root, predicted = found
        return root, predicted
    finally:
        torch.Tensor.backward = was  # type: ignore[method-assign]
    raise LookupError("backward")


@contextmanager
def _own_grad() -> Iterator[None]:
    was = torch.autograd.grad
    torch.autograd.grad = _GRAD
    try:
        yield
    finally:
        torch.autograd.grad = was
