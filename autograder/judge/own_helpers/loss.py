"""A student's own wrong losses, and loops that walk down them → are they right?

Their code does not run here: the solution's call is made, and every backward of it leaves the derivative that the student's
loss had in that turn. A wrong loss is followed where it is what the helper returned, and where the solution's helper, given
what theirs was given, comes to the solution's loss and derivative of that turn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import torch
from torch.nn.modules.module import register_module_forward_hook

from autograder.errors import EnoughSeenError
from autograder.judge.comparison import agree
from autograder.judge.loops import loops_of
from autograder.judge.own_helpers.claimed import claimed, fit_beside
from autograder.judge.right_path import ticks_of
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Call, Ending, Tape, Value
from autograder.recorder.describe import as_it_is, describe, tensor
from autograder.recorder.following import Following, State
from autograder.recorder.watch import DRIVERS

if TYPE_CHECKING:
    from torch.utils.hooks import RemovableHandle

    from autograder.judge.case import Case
    from autograder.judge.clock import JudgingClock
    from autograder.recorder.turns import Loop
    from autograder.recorder.watch import Watch

_PATH = "before", "carried", "gradient", "after"


@dataclass(frozen=True)
class Followed:
    """The solution's call with the student's losses, and whose these are."""

    tape: Tape
    guilty: frozenset[str]


def with_own_losses(case: Case, probe: str, tape: Tape) -> Followed | None:
    """The solution's call, walking down the student's own losses.

    None where it is not shown that they walk alike, or that nothing but a helper is wrong.
    """
    turns = own_turns(loops_of(tape))
    if not turns or not tape.calls:
        return None
    losses = _OwnLosses(turns, tape.calls, case.solution(shadow=False), case.clock)
    followed = case.solution_program.native.followed_by(case.probe(probe, shadow=False), losses)
    theirs = own_turns(loops_of(followed))
    if followed.ending is not Ending.FINISHED or not losses.right or not len(turns) == len(losses.found) == len(theirs):
        return None
    each = zip(turns, losses.found, theirs, strict=True)
    alike = all(_finds_alike(mine, found) and ends_alike(mine, right) for mine, found, right in each)
    return Followed(followed, frozenset(losses.guilty)) if alike and losses.guilty else None


@dataclass(frozen=True)
class OwnTurn:
    """One turn as it stands on a tape: its loss, and rows by quantity and parameter."""

    loss: torch.Tensor | None
    rows: Mapping[str, Mapping[str, torch.Tensor]]

    def moved(self, name: str) -> bool:
        """True where a parameter is not seen to have stayed."""
        before, after = (self.rows[quantity].get(name) for quantity in ("before", "after"))
        return before is None or after is None or not torch.equal(before, after)


def own_turns(loops: Sequence[Tape]) -> tuple[OwnTurn, ...]:
    """The turns of all loops as they were taken; none where that is not known."""
    found: dict[int, OwnTurn] = {}
    for tape in loops:
        columns = TapeColumns(tape)
        for number, tick in enumerate(ticks_of(tape)):
            rows = {quantity: columns.by_parameter(quantity, number) for quantity in (*_PATH, "slope")}
            found[tick] = OwnTurn(columns.row("loss", number), rows)
    return tuple(found[tick] for tick in range(len(found))) if {*found} == {*range(len(found))} else ()


def ends_alike(mine: OwnTurn, right: OwnTurn) -> bool:
    """True where a turn leaves the parameters where the other shows them."""
    rows = mine.rows["after"].items()
    return all(
        agree(row, right.rows["after"][name]) if name in right.rows["after"] else not mine.moved(name)
        for name, row in rows
    )


def _finds_alike(mine: OwnTurn, found: Mapping[str, State]) -> bool:
    """True where all stands as the solution's, just before and after backward."""
    return all(
        agree(row, found[quantity].get(name, torch.zeros_like(row)))
        for quantity in ("before", "carried", "gradient")
        for name, row in mine.rows[quantity].items()
    )


class _OwnLosses(Following):
    """Leaves after every backward of the solution's what the student's left."""

    def __init__(
        self, turns: Sequence[OwnTurn], calls: Sequence[Call], solution: SimpleNamespace, clock: JudgingClock
    ) -> None:
        super().__init__((), ())
        self.found: list[dict[str, dict[str, torch.Tensor]]] = []
        self.right = True
        self.guilty: set[str] = set()
        self._turns, self._calls, self._solution, self._clock = turns, calls, solution, clock
        self._parameters: dict[str, torch.Tensor] = {}
        self._taken: set[int] = set()
        self._real = torch.Tensor.backward
        self._outputs: list[torch.Tensor] = []  # of nets, since the last backward
        self._handles: list[RemovableHandle] = []

    def __enter__(self) -> Self:
        """Take the place of torch's own backward."""
        self._real = torch.Tensor.backward
        real, walk = self._real, self._walk

        def backward(root: torch.Tensor, *args: Any, **kwargs: Any) -> None:
            walk(root, lambda: real(root, *args, **kwargs), sys._getframe(1))  # noqa: SLF001 - for the caller's nets

        torch.Tensor.backward = backward  # type: ignore[method-assign]
        self._handles.append(register_module_forward_hook(self._note_output))
        return self

    def __exit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        """Put it back."""
        torch.Tensor.backward = self._real  # type: ignore[method-assign]
        while self._handles:
            self._handles.pop().remove()

    def _note_output(self, _net: torch.nn.Module, _inputs: object, output: object) -> None:
        """Keep what a net gives: a loss may be handed it without a name for it."""
        if isinstance(output, torch.Tensor) and output.requires_grad:
            self._outputs.append(output)

    def start(self, watch: Watch, parameters: State) -> None:  # noqa: ARG002 - they stay where they are
        """Know the parameters that are handed in, by name."""
        self._parameters |= parameters

    def turned(self, loop: Loop) -> None:
        """Leave the gradients as they are by now."""

    def _walk(self, root: torch.Tensor, real: Callable[[], object], frame: FrameType) -> None:
        """One backward: the solution's is made, and the student's is left."""
        if len(self.found) == len(self._turns):
            raise EnoughSeenError
        turn = self._turns[len(self.found)]
        right = _derivatives(root, self._parameters)
        if not self._explains(turn, root, right, frame):
            self.right = False
            raise EnoughSeenError
        self._outputs.clear()
        before = {name: one.detach().clone() for name, one in self._parameters.items()}
        held = {name: one.grad.clone() for name, one in self._parameters.items() if one.grad is not None}
        real()
        for name, parameter in self._parameters.items():
            parameter.grad = _left(turn, name, held.get(name))
        left = {name: one.grad.clone() for name, one in self._parameters.items() if one.grad is not None}
        self.found.append({"before": before, "carried": held, "gradient": left})

    def _explains(self, turn: OwnTurn, root: torch.Tensor, right: State, frame: FrameType) -> bool:
        """True where the turn's loss is right, or a helper's of the right things."""
        if turn.loss is None or not {*turn.rows["gradient"]} <= {*self._parameters}:
            return False
        slopes = turn.rows["slope"]
        alive = slopes or turn.rows["gradient"]
        if not any(bool(torch.isfinite(one).all() and one.any()) for one in alive.values()):
            return False
        if agree(turn.loss, root.detach()) and all(agree(one, right.get(name)) for name, one in slopes.items()):
            return True
        nets, tensors = _at_hand(frame)
        tensors += self._outputs
        for place, call in enumerate(self._calls):
            if place in self._taken or not call.returned.dtype or not agree(turn.loss, tensor(call.returned)):
                continue
            if self._asks_rightly(call, root, right, nets, tensors):
                self._taken.add(place)
                self.guilty.add(call.exercise)
                return True
        return False

    def _asks_rightly(
        self,
        call: Call,
        root: torch.Tensor,
        right: State,
        nets: Sequence[torch.nn.Module],
        tensors: Sequence[torch.Tensor],
    ) -> bool:
        """True where the solution's helper, given the same, comes to its own loss."""
        self._clock.check()
        draws = torch.get_rng_state()
        try:
            with as_it_is():
                given = [_given(value, nets, tensors) for value in call.inputs]
            fit_beside(given, tensors)
            own = getattr(self._solution, call.exercise)(*given)
            found = _derivatives(own, self._parameters)
        except Exception:  # noqa: BLE001 - a student may give a helper anything
            return False
        finally:
            torch.set_rng_state(draws)
        if not agree(own.detach(), root.detach()):
            return False
        return {*found} == {*right} and all(agree(one, right[name]) for name, one in found.items())


def _left(turn: OwnTurn, name: str, held: torch.Tensor | None) -> torch.Tensor | None:
    """A gradient as the student's backward would have left it."""
    slope, gradient = (turn.rows[quantity].get(name) for quantity in ("slope", "gradient"))
    if slope is not None:
        return slope.clone() if held is None else held + slope
    if turn.rows["slope"] or gradient is None:
        return held
    return gradient.clone()


def _derivatives(root: torch.Tensor, parameters: State) -> dict[str, torch.Tensor]:
    """The derivative by every parameter that the value depends on."""
    names = [name for name, one in parameters.items() if one.requires_grad]
    found = torch.autograd.grad(root, [parameters[name] for name in names], retain_graph=True, allow_unused=True)
    return {name: slope for name, slope in zip(names, found, strict=True) if slope is not None}


def _at_hand(frame: FrameType | None) -> tuple[list[torch.nn.Module], list[torch.Tensor]]:
    """Nets and tensors around a backward of the solution's, up to its driver."""
    nets: list[torch.nn.Module] = []
    tensors: list[torch.Tensor] = []
    for one in _frames(frame):
        for value in one.f_locals.values():
            if isinstance(value, torch.nn.Module):
                nets.append(value)
            elif isinstance(value, torch.Tensor):
                tensors.append(value)
    return nets, tensors


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        room = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if room not in {"torch", "autograder"}:
            yield frame
        if frame.f_globals.get("__name__") == DRIVERS:
            return
        frame = frame.f_back


def _given(value: Value, nets: Sequence[torch.nn.Module], tensors: Sequence[torch.Tensor]) -> Any:
    """The value a helper was given: a net by its state, a tensor with its graph."""
    if value.dtype and value.graph:
        alike = (one for one in tensors if one.requires_grad and agree(tensor(value), one.detach()))
        found = next(alike, None)
        return claimed(value, tensors) if found is None else found
    net = next((net for net in nets if _is(value, describe(net))), None) if value.names and not value.dtype else None
    return claimed(value, tensors) if net is None else net


def _is(value: Value, net: Value) -> bool:
    """True where two nets have the same parameters by name."""
    pairs = zip(value.items, net.items, strict=False)
    return value.names == net.names and all(
        bool(mine.dtype and own.dtype) and agree(tensor(mine), tensor(own)) for mine, own in pairs
    )
