"""Student code that calls backward → `Loop`s.

What stood in every turn just before and after that call.

backward is step3, so at that moment the loss is its root, autograd's graph gives the parameters, and the caller's own
names (`yhat`, `What`, `net`) can be read. What the next call finds shows what step4 did. Loops may alternate: two networks
that are trained in one epoch are two loops, each with its own turns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import torch

from autograder.errors import EnoughSeenError
from autograder.recorder.describe import as_it_is, describe, type_name
from autograder.recorder.following import Following
from autograder.recorder.graph import UNREADABLE, asked_for, data_of, is_transformed, leaves_of, nodes_of, root_of
from autograder.recorder.hooks import hooked
from autograder.recorder.leaks import held_by_others, note_leaks
from autograder.recorder.leaves import HandedParameters, as_named, known_loop, overlap, same, within
from autograder.recorder.naming import apart
from autograder.recorder.owners import Owners
from autograder.recorder.places import asks_for_torch, caller, place
from autograder.recorder.restored import SteppedStates
from autograder.recorder.steady_turns import SteadyTurns
from autograder.recorder.turns import SLOPES, Loop, OpenTurn

DRIVERS = "<drivers>"
"""The module whose own questions to autograd are no student's."""
TRIED_EVERY = 16
"""Epochs after which it is tried again whether turns are all alike."""


class Watch:
    """Sees every backward of the code inside `watching`.

    Ends a loop after `most` turns, and leaves these `gradients` by name instead of autograd's, where that is asked.
    """

    def __init__(
        self,
        *,
        most: int | None = None,
        gradients: Mapping[str, torch.Tensor] | None = None,
        follow: Following | None = None,
    ) -> None:
        self.loops: list[Loop] = []
        self.handed = HandedParameters()
        self._owners = Owners()
        self._most = most
        self._given = gradients or {}
        self._follow = follow
        self._inside = False
        self._current: Loop | None = None
        self.steps = 0  # of optimisers
        self._left = SteppedStates()
        self.ticks = 0  # of turns
        self._calls = 0  # of the student's functions
        self._stepping = False
        self._evaluations = 0  # backwards within the step of an optimiser: those of a closure are one turn

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """Stand before the three ways to ask for a gradient, and around every step."""
        steps = self._steps_now, self._stepped
        with hooked(self._around, self._before_restoring, *steps, self._before_forward), self._owners.watching():
            try:
                yield self
            finally:
                self._finish()

    def _around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def backward(*args: Any, **kwargs: Any) -> Any:
            if self._inside:
                return real(*args, **kwargs)
            loop = self._current
            if loop is not None and loop.steady and loop.steady.stand_at(sys._getframe(1)):  # noqa: SLF001
                return self._turn_alike(loop, real, args, kwargs)
            if (frame := caller()).f_globals.get("__name__") == DRIVERS:
                return real(*args, **kwargs)
            own = not asks_for_torch()
            self._inside = True  # in the shadow torch calls this once more
            try:
                return self._turn(real, args, kwargs, frame) if own else real(*args, **kwargs)
            finally:
                self._inside = False

        return backward

    def _before_restoring(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A state that is put back after an update (the best one, say) is none itself.

        The last turn ends before.
        """

        def load_state_dict(*args: Any, **kwargs: Any) -> Any:
            if not self._inside:
                with suppress(*UNREADABLE), as_it_is():
                    self._end_others(None)
            return real(*args, **kwargs)

        return load_state_dict

    def _before_forward(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A net that is evaluated shows where an update by hand has left it."""

        def call(net: torch.nn.Module, *args: Any, **kwargs: Any) -> Any:
            loop = self._current
            if loop is None or (net.training and torch.is_grad_enabled()):
                return real(net, *args, **kwargs)
            if loop.waits and not self.inside:
                with suppress(*UNREADABLE), as_it_is():
                    self._left.note_evaluated(loop)
                    if self._follow:
                        self._follow.evaluated()
            return real(net, *args, **kwargs)

        return call

    # ------------------------------------------------------------------ a turn

    def _turn(self, real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], frame: FrameType) -> Any:
        again = self._stepping and self._evaluations
        loop = None if again else self._begun(args, kwargs, frame, asks=real.__name__ == "grad")
        self._evaluations += self._stepping
        held = held_by_others(self.loops, loop, self.steps)
        try:
            gradients = real(*args, **kwargs)
        except BaseException:
            if loop is not None and loop.waits:
                loop.epochs += 1  # the open turn stays as it was
            raise
        if loop is None:
            return gradients
        with as_it_is():
            with suppress(*UNREADABLE):
                loop.note_gradients(asked_for(loop.leaves, gradients, args, kwargs), add=gradients is not None)
            if loop.turn:
                loop.turn.leave(loop.leaves)
            if self._given:
                for name, leaf in zip(loop.names, loop.leaves, strict=True):
                    if (given := self._given_now(name, leaf, loop.epochs)) is not None:
                        leaf.grad = given.to(leaf.dtype, copy=True)
        note_leaks(held)
        self._came_back(loop)
        return gradients

    def _turn_alike(self, loop: Loop, real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """One more turn that is like the last; another is written down in full."""
        steady = loop.steady
        assert steady
        assert loop.frame
        self._inside = True
        try:
            alone = not (self._stepping or self._given or self._follow or len(self.loops) > 1)
            if not (alone and args and steady.pass_on(args[0], self.ticks)):
                return self._turn(real, args, kwargs, loop.frame)
            self.ticks += 1
            loop.began = self.steps
            gradients = real(*args, **kwargs)
            steady.note_gradients(gradients, args, kwargs)
            self._came_back(loop)
        finally:
            self._inside = False
        return gradients

    def _came_back(self, loop: Loop) -> None:
        """A turn's backward has come back: what is done then, and whether that was enough."""
        loop.epochs += 1
        loop.waits = True
        if self._follow:
            with as_it_is():
                self._follow.turned(loop)
        if self._most is not None and loop.epochs >= self._most:
            raise EnoughSeenError

    def _given_now(self, name: str, leaf: torch.Tensor, epoch: int) -> torch.Tensor | None:
        """The gradient to leave in this epoch.

        The one given, or its row, where there is one for every epoch.
        """
        given = self._given.get(name)
        if given is None or given.ndim <= leaf.ndim:
            return given
        return given[epoch] if epoch < len(given) else None

    def _begun(self, args: tuple[Any, ...], kwargs: dict[str, Any], frame: FrameType, *, asks: bool) -> Loop | None:
        """The loop of this turn, with all that stands before backward.

        None where that cannot be read, or is no turn.
        """
        if is_transformed():
            return None
        with suppress(*UNREADABLE), as_it_is():
            root = root_of(args, kwargs, asks=asks)
            return None if root is None or root.grad_fn is None else self._before(root, frame)
        return None

    def _before(self, root: torch.Tensor, frame: FrameType) -> Loop:
        nodes = nodes_of(root)
        current = self._current
        leaves = self.handed.in_order(leaves_of(nodes))
        if current is not None:
            current.steady = None
            leaves = as_named(current, leaves, frame)
            if self._goes_on(current, leaves):
                current.frame = frame
                current.add(root, nodes)
                return current
        known = known_loop(self.loops, leaves, frame, call=self._calls)
        if current is not None and known is not current and self._grows(current, leaves):
            current.frame = frame
            current.reopen(nodes)
            self._extend(current, leaves)
            current.add(root, nodes)
            return current
        loop = known or self._new(leaves, nodes, frame)
        loop.note_call(self._calls)
        self._end_others(loop)
        self._open(loop, root, leaves, frame)
        loop.began = self.steps
        loop.begin(root, nodes, self.ticks)
        self.ticks += 1
        self._current = loop
        if loop.epochs % TRIED_EVERY == SLOPES:
            loop.steady = SteadyTurns.of(loop)
        return loop

    def _goes_on(self, loop: Loop, leaves: list[torch.Tensor]) -> bool:
        """True where this backward belongs to the turn that is open.

        How many a turn has shows at the first update.
        """
        turn = loop.turn
        if turn is None or not loop.waits or not self._is_of(loop, leaves):
            return False
        names = loop.callers_own()
        now = [loop.stands_for(names, name, leaf) for name, leaf in zip(loop.names, loop.leaves, strict=True)]
        if turn.goes_on(loop.leaves, now, self.steps) and turn.count != loop.parts:
            self._extend(loop, leaves)
            turn.count += 1
            return True
        if not loop.parts:
            loop.parts = turn.count
        return False

    def _grows(self, loop: Loop, leaves: list[torch.Tensor]) -> bool:
        """True where a turn gets another backward, with nothing done in between."""
        idle = loop.waits and loop.turn is None and loop.began == self.steps
        return idle and self._is_of(loop, leaves) and not loop.moved and loop.is_as_backward_left_it

    def _is_of(self, loop: Loop, leaves: list[torch.Tensor]) -> bool:
        """True for the loop's leaves, or some, that the same optimisers hold."""
        return overlap(leaves, loop.leaves) and self._owners.same(leaves, loop.leaves)

    def _extend(self, loop: Loop, leaves: list[torch.Tensor]) -> None:
        """Take in parameters of another network, which only a later backward has found."""
        known = {*map(id, loop.leaves)}
        new = [leaf for leaf in leaves if id(leaf) not in known]
        if not new:
            return
        names = apart([*loop.names, *self.handed.name(loop, new)])[len(loop.names) :]
        loop.leaves, loop.names = [*loop.leaves, *new], [*loop.names, *names]
        loop.epochs -= 1
        for name, leaf in zip(names, new, strict=True):
            loop.note(f"before.{name}", leaf)
            loop.note(f"carried.{name}", leaf.grad)
        loop.epochs += 1
        assert loop.turn
        loop.turn.values += [leaf.detach().clone() for leaf in new]

    def _new(self, leaves: list[torch.Tensor], nodes: list[Any], frame: FrameType) -> Loop:
        loop = Loop((frame.f_code.co_filename, frame.f_lineno), place(frame), leaves, frame=frame)
        loop.names = self.handed.name(loop, leaves)
        loop.graph = tuple(type(node).__name__ for node in nodes)
        loop.data = {name: describe(value) for name, value in data_of(frame)}
        self.loops.append(loop)
        return loop

    def _open(self, loop: Loop, root: torch.Tensor, leaves: list[torch.Tensor], frame: FrameType) -> None:
        """End the loop's turn before, and open one on these leaves."""
        loop.frame, loop.at = frame, frame.f_lasti
        if not (same(leaves, loop.leaves) or within(leaves, loop.leaves)):
            loop.end(leaves if len(leaves) == len(loop.leaves) else loop.leaves)
            loop.leaves = leaves
        else:
            loop.end(loop.leaves)
        if loop.parts == 1:
            loop.turn = None  # the common case: from now on nothing is asked
            return
        values = [leaf.detach().clone() for leaf in loop.leaves]
        loop.turn = OpenTurn(values, loss=root.detach(), roots={root.grad_fn}, steps=self.steps)

    def _end_others(self, loop: Loop | None) -> None:
        """Other loops' turns have ended where their parameters have moved.

        Else their update is still to come.
        """
        for other in self.loops if loop is None or len(self.loops) > 1 else ():
            if other is not loop and other.waits and (other.ended or other.moved):
                other.end(self._left.last(other))

    @property
    def inside(self) -> bool:
        """True within a backward, or the step of an optimiser."""
        return self._inside or self._stepping

    def end_done_turns(self) -> None:
        """End every turn whose update is done."""
        for loop in self.loops:
            if loop.waits and (loop.moved or self.steps != loop.began):
                loop.end(self._left.last(loop))

    def _finish(self) -> None:
        """The last turns' updates are read from the parameters as the code left them."""
        for loop in self.loops:
            if loop.waits:
                with suppress(*UNREADABLE), as_it_is():
                    loop.end(self._left.last(loop))

    def hand(self, parameters: Mapping[str, torch.Tensor]) -> None:
        """These parameters are handed to the code now.

        Their names go before any the code gives them.
        """
        self._stepping = False
        self._calls += 1
        if self._current and self._current.turn:
            self._current.turn.steps = -1  # another call is another turn
        self.handed.add(parameters)

    # ------------------------------------------------------------------ optimisers

    def _steps_now(self, *_: object) -> None:
        self._stepping, self._evaluations = True, 0

    def _stepped(self, optimizer: torch.optim.Optimizer, *_: object) -> None:
        self.steps += 1
        self._stepping = False
        moved = {id(parameter) for group in optimizer.param_groups for parameter in group["params"]}
        with suppress(*UNREADABLE), as_it_is():
            if self._current is not None and self._current.stepper is not optimizer:
                self._ended_by(optimizer, moved, self._current)
            if self._current is not None and self._current.stepper is optimizer:  # its loss may reach nothing of that
                self._current.ended = moved.isdisjoint(map(id, self._current.leaves))
            self._left.note(self.loops, moved, self.steps)

    def _ended_by(self, optimizer: torch.optim.Optimizer, moved: set[int], current: Loop) -> None:
        """The loop whose turn this optimiser has ended is its own.

        One of that kind, on those parameters.
        """
        waiting = [loop for loop in self.loops if loop.waits and not moved.isdisjoint(map(id, loop.leaves))]
        own = max(waiting, key=lambda loop: _share(loop, moved), default=current)
        name = type_name(optimizer)
        kind = name, frozenset(moved.intersection(map(id, own.leaves)))
        if kind not in own.stepped:
            if own.epochs > 1 and own.stepped and not own.reborn:
                own = self._handed_over(own, kind)
            own.stepped.add(kind)
            if name not in own.optimizer.split("+"):
                own.optimizer = f"{own.optimizer}+{name}" if own.optimizer else name
        own.stepper = optimizer

    def _handed_over(self, loop: Loop, kind: tuple[str, frozenset[int]]) -> Loop:
        """The loop of another optimiser, with the turn that it has ended.

        A new one, or one that was here before.
        """
        known = (one for one in self.loops if kind in one.stepped and one.place == loop.place)
        other = next((one for one in known if within(loop.leaves, one.leaves)), None)
        if other is None:
            other = loop.sibling()
            self.loops.append(other)
        loop.hand_over(other)
        self._current = other
        return other


def _share(loop: Loop, moved: set[int]) -> tuple[bool, float]:
    """How much of a loop's parameters an optimiser moves.

    A loop without an optimiser comes first.
    """
    return not loop.stepped, sum(id(leaf) in moved for leaf in loop.leaves) / len(loop.leaves)
