"""A loop's step that an own wrong helper takes → was the helper asked rightly?

Their code does not run here: turn by turn, the solution's helper is asked what theirs was asked, and has to come to what the
solution has there. What is asked for the right thing is wrong for want of a right helper; else the caller's own is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, combinations, takewhile
from typing import TYPE_CHECKING, Any

import torch

from autograder.errors import DepartedError, OverBudgetError
from autograder.judge.comparison import Comparison, agree, alike
from autograder.judge.own_helpers.claimed import claimed, fit_beside
from autograder.judge.part_losses import is_multiple
from autograder.judge.turn_measure import is_sound
from autograder.model import Call, Check, Difference, Step, Tape, Value
from autograder.recorder.call_log import FEW_CALLS
from autograder.recorder.describe import as_it_is, revive, tensor
from autograder.recorder.helper_calls import tensors_in

if TYPE_CHECKING:
    from autograder.judge.case import Case
    from autograder.judge.recorded import Turn

Held = Sequence[tuple[torch.Tensor | None, torch.Tensor | None]]
"""Parameters and their gradients."""
Pair = tuple[float, float]
"""A student's number, and the right one."""
_MOST_IN_A_TURN = 4
_BENT = 1e-4
"""Singular values that are less, beside the largest, are roundoff."""


def is_asked_rightly(case: Case, check: Check, tape: Tape, helpers: Collection[str], found: Difference | None) -> bool:
    """True where the helpers' answers are all that is wrong with this step.

    The loss may be a sum of the helpers' values, each so many times, and of more.
    """
    calls = [call for call in tape.calls if call.exercise in helpers]
    loop = found.loop if found else ""
    if (tape.loops and not loop) or not all(_is_called_throughout(tape, calls, one) for one in helpers):
        return False
    made_of = _made_of(tape.calls, helpers) if check.step == Step.LOSS else []
    try:
        mine = case.mine(check.probe, Comparison())
        turns = [*takewhile(is_sound, mine.of(loop) if loop else mine)]
        given = [revive(one) for one in case.probe(check.probe, shadow=False).inputs.values()]
        with case.clock.ending():
            if turns and _is_asked(_Asked(case, calls, given), check, tape, turns, found.quantity if found else ""):
                return True
            return bool(turns and made_of) and _Asked(case, made_of, given, calls).add_up(turns)
    except DepartedError:
        return False


def _is_asked(asked: _Asked, check: Check, tape: Tape, turns: Sequence[Turn], quantity: str) -> bool:
    kept = turns[: len(asked)]
    if check.step in {Step.LOSS, Step.BACKWARD} and asked.turn_all(tape):
        others = [] if check.step == Step.LOSS else [one.returned for one in tape.calls if asked.is_of_another(one)]
        return all(asked.goes_back_from_the_right(turn, others) for turn in kept)
    match check.step:
        case Step.YHAT:
            return all(map(asked.gives_yhat, kept))
        case Step.LOSS:
            return asked.add_up(turns)
        case Step.UPDATE:
            cleared = quantity.startswith("carried.")
            return all(asked.clears(turn) if cleared else asked.moves(turn) for turn in kept)
    return False


def _is_called_throughout(tape: Tape, calls: Sequence[Call], helper: str) -> bool:
    """True where a helper was called in every turn, as far as calls are kept."""
    turns = min(tape.epochs, FEW_CALLS // max(len({call.exercise for call in tape.calls}), 1))
    return sum(call.exercise == helper for call in calls) >= max(turns, 1)


def _made_of(calls: Sequence[Call], helpers: Collection[str]) -> list[Call]:
    """The calls of one other exercise that are given what these helpers gave back."""
    known = {call.returned for call in calls if call.exercise in helpers}
    found = [call for call in calls if call.exercise not in helpers and any(one in known for one in call.inputs)]
    return found if len({call.exercise for call in found}) == 1 else []


class _Asked:
    """The calls of a student's helpers, each beside what the solution's comes to.

    `inner` are helpers' calls whose answers these are given: the solution's are given its own.
    """

    def __init__(self, case: Case, calls: Sequence[Call], given: Sequence[object], inner: Sequence[Call] = ()) -> None:
        self._case, self._calls, self._own = case, calls, given
        self._inner = {call.returned: call for call in inner}
        self._waiting = iter(calls)

    def __len__(self) -> int:
        """How many of them are kept."""
        return len(self._calls)

    @property
    def _names(self) -> set[str]:
        return {call.exercise for call in self._calls}

    def is_of_another(self, call: Call) -> bool:
        """True of a call of some other exercise."""
        return call.exercise not in self._names

    def turn_all(self, tape: Tape) -> bool:
        """True where every backward was called by the helper."""
        turns = sum(loop.turns for loop in tape.loops) if tape.loops else tape.epochs
        inside = (one.turns for one in tape.helper_calls if {one.exercise} == self._names)
        return sum(end - begin for begin, end in inside) == turns

    def gives_yhat(self, turn: Turn) -> bool:
        """True where this is the turn's yhat, and the solution's is the right one."""
        own, right = _plain(turn.yhat), _plain(turn.right.yhat)
        return any(_is(call.returned, own) and agree(self._asked(call), right) for call in self._waiting)

    def add_up(self, turns: Sequence[Turn]) -> bool:
        """True where the loss is right with the solution's values for the student's.

        With those of the same calls in every turn; or of some call, where these are not as many in each.
        """
        losses = [(_number(turn.loss), _number(turn.right.loss)) for turn in turns]
        if not all(math.isfinite(one) for pair in losses for one in pair):
            return False
        pairs = [self._values(call) for call in self._calls]
        size, left = divmod(len(pairs), len(turns))
        if left or size > _MOST_IN_A_TURN:
            waiting = iter(pairs)
            return len({*self._names}) == 1 and all(any(is_sum([loss], [[one]]) for one in waiting) for loss in losses)
        chosen = chain.from_iterable(combinations(range(size), count) for count in range(1, size + 1))
        return any(
            {self._calls[place].exercise for place in places} == self._names
            and is_sum(losses, [[pairs[at * size + place] for place in places] for at in range(len(turns))])
            for places in chosen
        )

    def _values(self, call: Call) -> Pair:
        """The number that the student's helper gave back, and the solution's."""
        own = float(tensor(call.returned).reshape(())) if _is_number(call.returned) else math.nan
        return own, _number(self._asked(call)) if math.isfinite(own) else math.nan

    def _asked(self, call: Call) -> Any:
        given = self._given(call)
        return self._answer(call, given) if given else None

    def moves(self, turn: Turn) -> bool:
        """True where every parameter is what the helper gave back, asked to move it."""
        right = _rows(turn.right.after)
        return all(any(agree(one, right[name]) for one in moved) for name, moved in self._moved(turn, right))

    def clears(self, turn: Turn) -> bool:
        """True where every parameter is, and the solution's helper leaves no gradient."""
        moved = self._moved(turn, _rows(turn.right.after))
        return all(any(one.is_leaf and not _has_gradient(one) for one in each) for _, each in moved)

    def _moved(self, turn: Turn, names: Collection[str]) -> Iterator[tuple[str, list[torch.Tensor]]]:
        """Each parameter, and what it may be once the solution's helper has moved it."""
        before, after = turn.before, turn.after
        held = [(_plain(row), _plain(turn.gradient.get(name))) for name, row in before.items()]
        for name in names:
            own = _plain(after[name])
            for call in self._calls:
                if any(_is(one, own) for one in _parts(call.returned)) and (given := self._given(call, held)):
                    yield name, [*tensors_in(given), *tensors_in(self._answer(call, given))]
                    break
            else:
                yield name, []

    def goes_back_from_the_right(self, turn: Turn, others: Sequence[Value]) -> bool:
        """True where the helper that goes back was handed the right loss.

        Or one of the `others`, values of helpers: what these are asked for, they show themselves.
        """
        right = _plain(turn.right.loss)
        return any(self._goes_back(call, turn, right, others) for call in self._waiting)

    def _goes_back(self, call: Call, turn: Turn, right: torch.Tensor | None, others: Sequence[Value]) -> bool:
        for place, one in enumerate(call.inputs):
            if not (_is_number(one) and one.graph):
                continue
            if not (_is(one, right) and _is_along(turn)) and not any(alike(one, other) for other in others):
                continue
            given = self._given(call)
            if given:
                leaf = tensor(one).requires_grad_()
                given[place] = 1 * leaf
                self._answer(call, given)
                if leaf.grad is not None and agree(leaf.grad, torch.ones_like(leaf)):
                    return True
        return False

    def _given(self, call: Call, held: Held = ()) -> list[Any]:
        """The inputs of a helper, parameters with the gradient they had then.

        Nothing where it cannot be had again.
        """
        try:
            with as_it_is():
                given = [claimed(one, self._own) for one in call.inputs]
            fit_beside(given, self._own)
        except LookupError:
            return []
        for place, one in enumerate(call.inputs):
            if one in self._inner:
                given[place] = self._answer(self._inner[one], self._given(self._inner[one]))
        for one in tensors_in(given) if held else ():
            gradient = next((gradient for row, gradient in held if agree(one, row)), None)
            if gradient is not None:
                one.requires_grad_().grad = gradient.to(one.dtype).reshape(one.shape).clone()
        return given

    def _answer(self, call: Call, given: Sequence[Any]) -> Any:
        """The answer of the solution's helper, asked the same; None where it raises."""
        self._case.clock.check()
        draws = torch.get_rng_state()
        try:
            return self._case.solution_program.native_function(call.exercise)(*given)
        except OverBudgetError:
            raise
        except Exception:  # noqa: BLE001 - a student may give a helper anything
            return None
        finally:
            torch.set_rng_state(draws)


def _is_along(turn: Turn) -> bool:
    """True where the loss went back along the whole of the right graph.

    Its slope is the right one, as many times as the helper makes it.
    """
    own, right = _rows(turn.slope), _rows(turn.right.slope)
    return not own or ({*right} <= {*own} and is_multiple({name: own[name] for name in right}, right))


def _rows(found: Any) -> dict[str, torch.Tensor]:
    """The rows of a turn by parameter, as plain tensors."""
    return {name: row for name, one in found.items() if (row := _plain(one)) is not None}


def _plain(value: Any) -> torch.Tensor | None:
    return value.detach().as_subclass(torch.Tensor) if isinstance(value, torch.Tensor) else None


def _is(value: Value, row: torch.Tensor | None) -> bool:
    return bool(value.dtype) and row is not None and agree(tensor(value), row)


def _is_number(value: Value) -> bool:
    return value.dtype.startswith("float") and tensor(value).numel() == 1


def _has_gradient(one: torch.Tensor) -> bool:
    return one.grad is not None and bool(one.grad.any())


def _number(value: Any) -> float:
    """The one number that this is; NaN where it is none."""
    return float(value) if isinstance(value, torch.Tensor) and value.numel() == 1 else math.nan


def is_sum(losses: Sequence[Pair], parts: Sequence[Sequence[Pair]]) -> bool:
    """True where the right losses are the others, with the right parts for the others.

    How often a part is taken follows from the turns; once, where the right part is always as many times the other: then
    nothing tells that from a loss that is too large itself.
    """
    own, right = torch.tensor(losses, dtype=torch.float64).T
    mine, theirs = torch.tensor(parts, dtype=torch.float64).movedim(-1, 0)
    if not bool(mine.isfinite().all() and theirs.isfinite().all()):
        return False
    apart, missing = theirs - mine, right - own
    free = [place for place in range(mine.shape[1]) if not _is_proportional(mine[:, place], theirs[:, place])]
    once = [place for place in range(mine.shape[1]) if place not in free]
    if free:
        pairs = torch.cat([mine[:, free], theirs[:, free]], 1)
        if (
            len(own) <= pairs.shape[1]
            or torch.linalg.matrix_rank(pairs / pairs.norm(dim=0), rtol=_BENT) < pairs.shape[1]
        ):
            return False
        rest = missing - apart[:, once].sum(1)
        times = torch.linalg.lstsq(apart[:, free], rest[:, None], driver="gelsd").solution[:, 0]
        missing = missing - apart[:, free] @ times
    return agree((right - missing + apart[:, once].sum(1)).float(), right.float())


def _is_proportional(mine: torch.Tensor, theirs: torch.Tensor) -> bool:
    both = torch.stack([mine, theirs], 1)
    return int(torch.linalg.matrix_rank(both / both.norm(dim=0).clamp(min=1e-300), rtol=_BENT)) < 2  # noqa: PLR2004


def _parts(value: Value) -> tuple[Value, ...]:
    return value.items or (value,)
