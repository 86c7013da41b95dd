"""A loop that is followed turn by turn → the regularity in a wrong step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

import torch

from autograder.errors import DepartedError
from autograder.judge.loop_path import LARGEST, apart, flat, sizes_so_far
from autograder.judge.measure import pattern
from autograder.judge.recorded import Turn
from autograder.judge.view import StudentWork
from autograder.model import Pattern, Step

Values = Mapping[str, torch.Tensor]
Pair = tuple[Values, Values]


def measured_turns(mine: StudentWork, step: str, most: float) -> Pattern | None:
    """The regularity in a step of a loop without a path, `most` sizes apart at most.

    Told only where every turn is kept.
    """
    taken = _STEPS.get(step)
    if taken is None:
        return None
    try:
        turns = [*takewhile(is_sound, mine.turns)]
        pairs = [taken(turn) for turn in turns]
    except DepartedError:
        return None
    if len(mine.turns) != mine.updates or len({_shapes(pair) for pair in pairs}) != 1:
        return None
    got, right = (
        {name: flat(torch.stack([pair[which][name] for pair in pairs])) for name in pairs[0][1]} for which in (0, 1)
    )
    if any(got[name].shape != right[name].shape for name in right):
        return None
    wrong = torch.stack([apart(got[name], right[name], sizes_so_far(right[name])).amax(1) for name in right]).amax(0)
    is_wrong = wrong > most
    if not bool(is_wrong.any()):
        return None
    shapes = {name: tuple(value.shape) for name, value in pairs[0][1].items()}
    wrong_turns = torch.nonzero(is_wrong).reshape(-1).tolist()
    return in_own_epochs(pattern(_QUANTITIES[step], is_wrong, got, right, shapes), wrong_turns, mine)


def is_sound(turn: Turn) -> bool:
    """False once the parameters have run away.

    That they did is the fault of an earlier step.
    """
    return turn.epoch == 0 or all(bool((_plain(value).abs() < LARGEST).all()) for value in turn.before.values())


def in_own_epochs(found: Pattern | None, wrong: Sequence[int], mine: StudentWork) -> Pattern | None:
    """A pattern of these turns, told in the student's own epochs.

    None where nothing tells them.
    """
    known = mine.place_of(1)["epoch"] is not None
    return in_epochs(found, wrong, mine.own_batches, mine.updates) if known else None


def in_epochs(found: Pattern | None, wrong: Sequence[int], batches: int, turns: int) -> Pattern | None:
    """A pattern counted in updates, told in epochs or in one batch of each.

    In updates where it begins or ends within an epoch; None where it speaks of the epoch before.
    """
    if found is None or batches == 1:
        return found
    if found.quantity == "carried":
        return None
    if found.until is None and not found.since % batches:
        return replace(found, since=found.since // batches, count=-(-found.count // batches))
    epochs = [turn // batches for turn in wrong]
    if len({turn % batches for turn in wrong}) == 1 < len(wrong) == 1 + epochs[-1] - epochs[0]:
        until = None if turns - wrong[-1] <= batches else epochs[-1]
        return replace(found, since=epochs[0], until=until, count=len(wrong), batch=wrong[0] % batches)
    return replace(found, updates=batches)


def _loss(turn: Turn) -> Pair:
    return {"": _plain(turn.loss)}, {"": _lone(turn.right.loss)}


def _yhat(turn: Turn) -> Pair:
    return {"": _plain(turn.yhat)}, {"": _lone(turn.right.yhat)}


def _gradient(turn: Turn) -> Pair:
    right = _named(turn.right.gradient)
    return {name: _plain(turn.gradient[name]) - _plain(turn.carried[name]) for name in right}, right


def _step(turn: Turn) -> Pair:
    before, after = _named(turn.right.before), _named(turn.right.after)
    right = {name: after[name] - value for name, value in before.items()}
    return {name: _plain(turn.after[name]) - _plain(turn.before[name]) for name in right}, right


def _lone(value: torch.Tensor | Values) -> torch.Tensor:
    assert isinstance(value, torch.Tensor)  # it belongs to no parameter
    return value


def _named(values: torch.Tensor | Values) -> Values:
    assert not isinstance(values, torch.Tensor)  # it is by parameter name
    return values


def _plain(value: torch.Tensor) -> torch.Tensor:
    return value.as_subclass(torch.Tensor)


def _shapes(pair: Pair) -> tuple[tuple[tuple[int, ...], ...], ...]:
    return tuple(tuple(tuple(value.shape) for value in values.values()) for values in pair)


_STEPS: Mapping[str, Callable[[Turn], Pair]] = {
    Step.YHAT: _yhat,
    Step.LOSS: _loss,
    Step.BACKWARD: _gradient,
    Step.UPDATE: _step,
}
_QUANTITIES: Mapping[str, str] = {Step.YHAT: "yhat", Step.LOSS: "loss", Step.BACKWARD: "gradient", Step.UPDATE: "after"}
