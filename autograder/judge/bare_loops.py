"""Bare loops of a notebook → the exercises whose loops they are, asked on the loops' own data."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from autograder.judge.program import Program
from autograder.model import Probe, Tape, Value
from autograder.recorder.describe import tensor

MOST_TIMES = 16
"""How many times as long as ours a loop's own data may be: the solution is run on it, on our side."""


@dataclass(frozen=True, slots=True)
class LoopForm:
    """Features that tell the lecture's loops apart: shapes of parameters, an optimiser or none, the graph."""

    shapes: tuple[tuple[int, ...], ...]
    optimizer: bool
    graph: frozenset[str]

    def likeness(self, other: LoopForm | None) -> float:
        """How much of two graphs is alike, of 1; nothing where the loops differ in kind."""
        if other is None or (self.shapes, self.optimizer) != (other.shapes, other.optimizer):
            return 0.0
        return len(self.graph & other.graph) / max(len(self.graph | other.graph), 1)


def owners(probes: Iterable[Probe], loops: list[Tape], solution: Program) -> dict[str, int]:
    """By probe, the place of the loop that is most like the solution's own; the earlier of two that are alike.

    A loop is of one exercise, and an exercise has one loop for every shape of its parameters.
    """
    asked = {probe.id: probe for probe in probes if _is_plain(probe, solution)}
    forms = {name: form for name, one in asked.items() if (form := _form(solution.tape(one, shadow=False)))}
    own = [_form(loop) for loop in loops]
    ranked = [
        (form.likeness(loop), place, name)
        for name, form in forms.items()
        for place, loop in enumerate(own)
        if form.likeness(loop) > 0
    ]
    owner: dict[int, tuple[str, object]] = {}
    taken: dict[tuple[str, object], int] = {}
    for _, place, name in sorted(ranked, key=lambda one: (-one[0], one[1])):
        claim = asked[name].exercise, forms[name].shapes
        if owner.get(place, claim) == claim and taken.get(claim, place) == place:
            owner[place], taken[claim] = claim, place
    claims = {name: (asked[name].exercise, form.shapes) for name, form in forms.items()}
    return {name: taken[claim] for name, claim in claims.items() if claim in taken}


def on_own_data(probe: Probe, tape: Tape) -> Probe:
    """The probe with the loop's own data and start in place of ours: by name, or else by width."""
    own = {name.removeprefix("data."): value for name, value in tape.seen.items() if name.startswith("data.")}
    start = {c.quantity.removeprefix("before."): c for c in tape.columns if c.quantity.startswith("before.")}
    inputs = {name: _own(name, value, own) for name, value in probe.inputs.items()}
    for name, column in start.items():
        if name in inputs:
            first = tensor(column.value)[0]
            inputs[name] = replace(
                inputs[name], dtype=column.value.dtype, shape=tuple(first.shape), data=first.numpy().tobytes()
            )
    return replace(probe, inputs=inputs)


def _is_plain(probe: Probe, solution: Program) -> bool:
    """True for a loop whose rate and epochs are left at their defaults, as the lecture's own loops are."""
    parameters = inspect.signature(getattr(solution.functions(shadow=False), probe.exercise)).parameters
    return "epochs" in parameters and not {"epochs", "lr"} & probe.inputs.keys()


def _form(tape: Tape | None) -> LoopForm | None:
    if tape is None or not {"loop.graph", "loop.optimizer"} <= tape.seen.keys():
        return None
    shapes = {c.quantity: c.value.shape[1:] for c in tape.columns if c.quantity.startswith("before.")}
    graph = frozenset(item.text for item in tape.seen["loop.graph"].items)
    return LoopForm(tuple(sorted(shapes.values())), bool(tape.seen["loop.optimizer"].text), graph)


def _own(name: str, value: Value, own: Mapping[str, Value]) -> Value:
    if value.graph or len(value.shape) != 2:  # noqa: PLR2004 - a matrix: data
        return value
    alike = [v for n, v in own.items() if n != "y" and v.shape[1:] == value.shape[1:]]
    named = own.get(name)
    if named is None or named.shape[1:] != value.shape[1:]:
        named = alike[0] if alike and name != "y" else value
    return named if named.shape[0] <= MOST_TIMES * value.shape[0] else value
