"""A program of ours, put after every update where somebody else's stood.

What would it have done there?

Its batches, draws and optimisers are its own; parameters and gradients are the other's. So one run judges every update of
a loop on its own, whatever the loop is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch.overrides import TorchFunctionMode

from autograder.errors import EnoughSeenError
from autograder.recorder.describe import as_it_is

if TYPE_CHECKING:
    from autograder.recorder.turns import Loop
    from autograder.recorder.watch import Watch

State = Mapping[str, torch.Tensor]
_ACCESSORS = {"__get__", "__set__"}


class Following(TorchFunctionMode):
    """Puts parameters where they were in the path that is followed.

    It sees them used anew after an update.
    """

    def __init__(
        self,
        states: Sequence[State],
        gradients: Sequence[Mapping[str, torch.Tensor | None]],
        *,
        parts: int = 1,
        afters: Sequence[State] = (),
        is_whole: bool = False,
    ) -> None:
        """Follow this path.

        `afters`: where each update has left the parameters. `is_whole`: no turn is to come after these.
        """
        super().__init__()
        self._states, self._gradients, self._parts = states, gradients, parts
        self._afters, self._is_whole = afters, is_whole
        self._evaluated = -1
        self._watch: Watch | None = None
        self._turn = -1
        self._waits = False
        self._steps = 0
        self._known: set[int] = set()

    def start(self, watch: Watch, parameters: State) -> None:
        """Put what is handed in where the path begins."""
        self._watch = watch
        if self._turn < 0:
            self._put(parameters, self._states[0] if self._states else {})
        self._known |= {*map(id, parameters.values())}

    def turned(self, loop: Loop) -> None:
        """After a backward: leave the gradients of the path."""
        self._turn, self._steps = loop.ticks[-1], self._watch.steps if self._watch else 0
        if self._turn >= len(self._states):
            raise EnoughSeenError
        self._known |= {*map(id, loop.leaves)}
        self._waits = True
        if loop.turn is None or loop.turn.count >= self._parts:
            given = self._gradients[self._turn]
            for name, leaf in zip(loop.names, loop.leaves, strict=True):
                row = given.get(name)
                if name in given and (row is None or row.shape == leaf.shape):
                    leaf.grad = None if row is None else row.to(leaf.dtype, copy=True)

    def __torch_function__(
        self, func: Callable[..., Any], types: object, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Call `func`, from where the path goes on if a parameter is used anew."""
        if self._waits and torch.is_grad_enabled() and getattr(func, "__name__", "") not in _ACCESSORS:
            with as_it_is():
                self._go_on((args, kwargs))
        return func(*args, **(kwargs or {}))

    def _go_on(self, used: Any) -> None:
        watch = self._watch
        if watch is None or watch.inside or not self._uses(used):
            return
        if self._evaluated != self._turn and self._is_before_update(watch):
            return
        self._waits = False
        watch.end_done_turns()
        if self._turn + 1 < len(self._states):
            self._put(_parameters(watch), self._states[self._turn + 1])
        elif self._is_whole and self._turn < len(self._afters):
            self._put(_parameters(watch), self._afters[self._turn])
        else:
            raise EnoughSeenError

    def evaluated(self) -> None:
        """Before a net is evaluated: put it where this update of the path has left it."""
        watch = self._watch
        if watch is None or not self._waits or self._evaluated == self._turn or self._turn >= len(self._afters):
            return
        if not self._is_before_update(watch):
            self._evaluated = self._turn
            watch.end_done_turns()
            self._put(_parameters(watch), self._afters[self._turn])

    def _is_before_update(self, watch: Watch) -> bool:
        return watch.steps == self._steps and not any(loop.moved for loop in watch.loops if loop.waits)

    def _uses(self, value: Any) -> bool:
        if isinstance(value, torch.Tensor):
            return id(value) in self._known
        if isinstance(value, (tuple, list)):
            return any(map(self._uses, value))
        return isinstance(value, dict) and any(map(self._uses, value.values()))

    @staticmethod
    def _put(parameters: State, state: State) -> None:
        for name, value in state.items():
            target = parameters.get(name)
            if target is not None and target.shape == value.shape:
                target.data.copy_(value)


def _parameters(watch: Watch) -> State:
    """All that is known by name, as it is now."""
    named = {name: leaf for loop in watch.loops for name, leaf in zip(loop.names, loop.leaves, strict=True)}
    return {**watch.handed.now, **named}
