"""Bare loops of a notebook → the exercises they belong to, on their own data."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod

import torch

from autograder.judge.program import Program
from autograder.model import Probe, Tape, Value
from autograder.recorder.describe import describe, tensor

MOST_TIMES = 16
"""How many times as long as ours a loop's own data may be: the solution is run on it, on our side."""
MOST_CHOICES = 16
"""Ways to take a loop's own data for an exercise's that are tried, a turn of the solution each."""


ALIKE_STEPS = {"", "SGD"}
"""Updates by hand and by SGD are the same step: where the week does not ask for one of them by itself, either will do."""

Similarity = tuple[bool, bool, float]


@dataclass(frozen=True, slots=True)
class LoopForm:
    """Features that tell loops apart: parameters, optimiser, graph of the loss."""

    shapes: tuple[tuple[int, ...], ...]
    optimizer: str
    graph: frozenset[str]

    def similarity(self, other: LoopForm) -> Similarity | None:
        """The same optimiser, the same shapes, how much of the graphs.

        None if of another kind.

        A bias of shape (1, 1) is still a bias: parameters of as many numbers may be laid otherwise.
        """
        if sorted(map(prod, self.shapes)) != sorted(map(prod, other.shapes)):
            return None
        if self.optimizer != other.optimizer and not {self.optimizer, other.optimizer} <= ALIKE_STEPS:
            return None
        shared = len(self.graph & other.graph) / max(len(self.graph | other.graph), 1)
        return (self.optimizer == other.optimizer, self.shapes == other.shapes, shared) if shared else None


def owners(probes: Iterable[Probe], loops: list[Tape], solution: Program) -> dict[str, int]:
    """By probe, the place of the loop most like the solution's own.

    The earlier of two.

    A loop is of one exercise, and an exercise has one loop for every shape of its parameters. Whoever wrote the function
    has its loop there: `probes` are those of all exercises, so that none gets a loop that is another's.
    """
    asked = {probe.id: probe for probe in probes if _is_plain(probe, solution)}
    forms = {name: form for name, one in asked.items() if (form := _form(solution.tape(one, shadow=False)))}
    ranked = [
        (similarity, place, name)
        for name, form in forms.items()
        for place, loop in enumerate(map(_form, loops))
        if loop is not None and (similarity := form.similarity(loop)) is not None
    ]
    owner: dict[int, tuple[str, object]] = {}
    taken: dict[tuple[str, object], int] = {}
    for _, place, name in sorted(ranked, key=lambda one: (*(-float(part) for part in one[0]), one[1])):
        claim = asked[name].exercise, forms[name].shapes
        if owner.get(place, claim) == claim and taken.get(claim, place) == place:
            owner[place], taken[claim] = claim, place
    claims = {name: (asked[name].exercise, form.shapes) for name, form in forms.items()}
    return {name: taken[claim] for name, claim in claims.items() if claim in taken}


def on_own_data(probe: Probe, tape: Tape, solution: Program) -> Probe:
    """The probe with the loop's own data and start in place of ours.

    Data are known by name, or else by width; of several as wide, by what the loop's predictions were made from.
    """
    own = {name.removeprefix("data."): value for name, value in tape.seen.items() if name.startswith("data.")}
    start = {c.quantity.removeprefix("before."): c.value for c in tape.columns if c.quantity.startswith("before.")}
    begun = {name: _first(start[name], of=value) for name, value in probe.inputs.items() if name in start}
    choices = [_own(name, value, own) for name, value in probe.inputs.items()]
    asked = [
        replace(probe, inputs=dict(zip(probe.inputs, inputs, strict=True)) | begun)
        for inputs in islice(product(*choices), MOST_CHOICES)
    ]
    if len(asked) == 1:
        return asked[0]
    return next((one for one in asked if _predicts(solution, one, tape, start)), asked[0])


def _first(column: Value, *, of: Value) -> Value:
    """The first row of a column, as one of our inputs."""
    row = describe(tensor(column)[0])
    return replace(of, dtype=row.dtype, shape=row.shape, data=row.data)


def _predicts(solution: Program, probe: Probe, tape: Tape, start: Mapping[str, Value]) -> bool:
    """True where the solution, from the loop's start, comes to its predictions."""
    before = {name: tensor(value)[0] for name, value in start.items()}
    replayed = solution.runner(shadow=tape.shadow).replay(probe, before)
    mine, right = (
        next((tensor(c.value)[0] for c in one.columns if c.quantity == "yhat"), None) for one in (tape, replayed)
    )
    return mine is not None and right is not None and mine.shape == right.shape and torch.allclose(mine, right)


def _is_plain(probe: Probe, solution: Program) -> bool:
    """True for a loop whose rate and epochs are left at their defaults."""
    parameters = inspect.signature(getattr(solution.functions(shadow=False), probe.exercise)).parameters
    return "epochs" in parameters and not {"epochs", "lr"} & probe.inputs.keys()


def _form(tape: Tape | None) -> LoopForm | None:
    if tape is None or not {"loop.graph", "loop.optimizer"} <= tape.seen.keys():
        return None
    shapes = {c.quantity: c.value.shape[1:] for c in tape.columns if c.quantity.startswith("before.")}
    graph = frozenset(item.text for item in tape.seen["loop.graph"].items)
    return LoopForm(tuple(sorted(shapes.values())), tape.seen["loop.optimizer"].text, graph)


def _own(name: str, value: Value, own: Mapping[str, Value]) -> list[Value]:
    """Stand-ins for an input of ours: ours itself where nothing else can."""
    if value.graph or len(value.shape) != 2:  # noqa: PLR2004 - a matrix: data
        return [value]
    named = own.get(name)
    if named is not None and named.shape[1:] == value.shape[1:]:
        found = [named]
    else:
        found = [v for n, v in own.items() if name != "y" != n and v.shape[1:] == value.shape[1:]]
    return [one for one in found if one.shape[0] <= MOST_TIMES * value.shape[0]] or [value]
