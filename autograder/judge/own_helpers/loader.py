"""A student's own wrong loader, and the loop through it → is the loop right?

Their code does not run here: the solution's call is made, and asked for the same things its helper gives a loader made of
what theirs was made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import torch

from autograder.judge.comparison import all_alike
from autograder.judge.loops import loops_of
from autograder.judge.own_helpers.claimed import claimed
from autograder.judge.own_helpers.loss import Followed, own_turns
from autograder.judge.own_helpers.optimizer import are_alike
from autograder.model import Call, Ending, Tape, Value
from autograder.recorder.describe import describe

if TYPE_CHECKING:
    from autograder.judge.case import Case

LOADER = "DataLoader"
_OPTIONS = {"batch_size", "shuffle", "drop_last"}


def makes_loaders(calls: Sequence[Call]) -> bool:
    """True where every call gave back a loader that is known by what it is made of."""
    return bool(calls) and all(call.returned.type == LOADER and call.returned.items for call in calls)


def with_own_loader(case: Case, probe: str, tape: Tape, helper: str) -> Followed | None:
    """The solution's call, going through the student's own loaders.

    None where it is not shown that the two come to the same.
    """
    calls = [call for call in tape.calls if call.exercise == helper]
    waiting = iter(calls)
    runner = case.solution_program.with_made(helper, lambda _own: _replayed(waiting))
    followed = runner.record(case.probe(probe, shadow=False))
    turns, theirs = own_turns(loops_of(tape)), own_turns(loops_of(followed))
    if followed.ending is not Ending.FINISHED or not turns or len(turns) != len(theirs) or any(waiting):
        return None
    return Followed(followed, frozenset({helper})) if all(map(are_alike, turns, theirs)) else None


def loader_like(described: Value, given: Iterable[object]) -> torch.utils.data.DataLoader[Any]:
    """A loader of such tensors and options."""
    parts = claimed(as_dict(described), given)
    options = {name: parts[name] for name in _OPTIONS}
    if "generator" in parts:
        options["generator"] = torch.Generator().manual_seed(parts["generator"])
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*parts["tensors"]), **options)


def as_dict(value: Value) -> Value:
    """The parts of an object by name."""
    return Value("dict", items=value.items, names=value.names)


def _replayed(waiting: Iterator[Call]) -> Callable[..., Any]:
    """A function that gives such loaders, in that order, asked for the same things."""

    def made(*args: Any, **kwargs: Any) -> Any:
        given = [*args, *kwargs.values()]
        call = next(waiting, None)
        if call is None or not all_alike([describe(one) for one in given], call.inputs):
            raise LookupError
        return loader_like(call.returned, given)

    return made
