"""One recording → what the fixtures of the checks are made from, bare loops of a notebook included."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import torch

from autograder.judge.answers import Program, data
from autograder.judge.comparison import Ruler
from autograder.judge.view import Mine, Seat
from autograder.model import Assignment, Ending, Exercise, Probe, Recording, Tape, Value
from autograder.recorder.describe import tensor
from autograder.recorder.wire import encode

Pair = tuple[Tape | None, Tape | None]

ALONG = 0.05  # how far aside, of its length, a step by hand may lead and still be the solution's way: single precision late in a fit


class Sitting:
    """A recording before the bench: its tapes by probe, and the solution to hold them against."""

    def __init__(self, assignment: Assignment, recording: Recording, solution: Program) -> None:
        self._probes = {probe.id: (probe, probe) for probe in assignment.probes}
        self.solution_program = solution
        self.tapes = _pairs(recording.tapes)
        self._seats: dict[str, tuple[Seat, float]] = {}
        self._marks: dict[str, bytes] = {}
        loops = [pair for name, pair in self.tapes.items() if name.startswith("loop/")]
        if loops:
            self._seat(loops, assignment.exercises)

    def probe(self, name: str, *, shadow: bool) -> Probe:
        """The probe, with a bare loop's own data and start in place of ours."""
        return self._probes[name][shadow]

    def is_bare(self, probe: str) -> bool:
        """Whether the tape of this probe is a bare loop's."""
        native = self.tapes.get(probe, (None, None))[0]
        return native is not None and native.probe.startswith("loop/")

    def mine(self, probe: str, ruler: Ruler) -> Mine:
        """The student's tape of a probe."""
        if probe not in self._seats:
            self._seats[probe] = Seat(*self.tapes.get(probe, (None, None))), _floor(self._probes[probe][0])
        seat, ruler.floor = self._seats[probe]
        return Mine(seat, ruler, Fill(self, probe))

    def mark(self, probe: str) -> bytes:
        """What tells the tapes of this probe from any others; all that a check sees of a student is on them."""
        if probe not in self._marks:
            tapes = self.tapes.get(probe, (None, None))
            self._marks[probe] = sha256(b"".join(encode(tape) for tape in tapes if tape)).digest()
        return self._marks[probe]

    def solution(self, *, shadow: bool) -> Any:
        """The solution's functions."""
        return self.solution_program.functions(shadow=shadow)

    def data(self, probe: str, *, shadow: bool) -> Any:
        """The probe's inputs."""
        asked = self.probe(probe, shadow=shadow)
        return data(asked, getattr(self.solution(shadow=shadow), asked.exercise), shadow=shadow)

    def _seat(self, loops: list[Pair], exercises: Iterable[Exercise]) -> None:
        """Give every loop of a notebook to the exercise it looks most like, among those with no function of their own."""
        missing = {e.name for e in exercises if self._is_missing(e.name)}
        asked = {p.id: p for p, _ in self._probes.values() if p.exercise in missing and self._is_plain(p)}
        forms = {
            name: form for name, p in asked.items() if (form := _form(self.solution_program.tape(p, shadow=False)))
        }
        ranked = sorted(
            (
                (_likeness(form, _form(loop[0])), -place, name)
                for name, form in forms.items()
                for place, loop in enumerate(loops)
            ),
            key=lambda found: (-found[0], -found[1], list(forms).index(found[2])),
        )
        owner: dict[int, tuple[str, object]] = {}
        taken: dict[tuple[str, object], int] = {}
        for score, place, name in ranked:
            seat = asked[name].exercise, forms[name][0]
            if score > 0 and owner.get(-place, seat) == seat and taken.get(seat, -place) == -place:
                owner[-place], taken[seat] = seat, -place
        for name, form in forms.items():
            place = taken.get((asked[name].exercise, form[0]))
            if place is not None:
                native, shadow = self.tapes[name] = loops[place]
                self._probes[name] = _on_own_data(asked[name], native), _on_own_data(asked[name], shadow or native)

    def stands_in(self, probe: str) -> bool:
        """Whether this probe asks a function for what a bare loop does in its own way: another start, rate or length."""
        exercise = self._probes[probe][0].exercise
        return not self.is_bare(probe) and any(map(self.is_bare, self._of(exercise)))

    def _of(self, exercise: str) -> tuple[str, ...]:
        return tuple(name for name, (probe, _) in self._probes.items() if probe.exercise == exercise)

    def _is_plain(self, probe: Probe) -> bool:
        """A probe of a loop that leaves rate and epochs at their defaults, as the lecture's own loops are."""
        parameters = inspect.signature(getattr(self.solution(shadow=False), probe.exercise)).parameters
        return "epochs" in parameters and not {"epochs", "lr"} & probe.inputs.keys()

    def _is_missing(self, exercise: str) -> bool:
        own = [self.tapes.get(p.id, (None, None))[0] for p, _ in self._probes.values() if p.exercise == exercise]
        return bool(own) and all(tape is not None and tape.ending is Ending.MISSING for tape in own)


class Fill:
    """What the tape could not show: what the solution would have shown from the student's own parameters.

    A loop need not name its yhat, and gradients written by hand never pass through backward. Such a quantity is
    judged by what follows from it: it is right if the parameters go where the solution's would go from the same place.
    """

    def __init__(self, sitting: Sitting, probe: str) -> None:
        self._sitting, self._probe = sitting, probe
        self._replays: dict[int, Tape] = {}

    def __call__(self, mine: Mine, quantity: str, epoch: int) -> torch.Tensor | None:
        """The quantity in that epoch, or None where nothing can be said."""
        kind, _, name = quantity.partition(".")
        if kind not in {"yhat", "loss", "gradient"}:
            return None
        replay = self.replay(mine, epoch)
        by_hand = not any(column.quantity.startswith("gradient.") for column in mine.tape.columns)
        if by_hand and not _leads(mine, replay, epoch):
            return None
        found = next((c for c in replay.columns if c.quantity == quantity), None)
        if found is None:
            return None
        if kind == "gradient":
            return _implied(mine, replay, name, epoch, tensor(found.value)[0])
        return tensor(found.value)[0]

    def replay(self, mine: Mine, epoch: int) -> Tape:
        """The solution's own epoch, from the student's parameters."""
        if epoch not in self._replays:
            stage = self._sitting.solution_program.stage(shadow=mine.ruler.shadow)
            before = {name: value.as_subclass(torch.Tensor) for name, value in mine.at("before", epoch).items()}
            self._replays[epoch] = stage.replay(self._sitting.probe(self._probe, shadow=mine.ruler.shadow), before)
        return self._replays[epoch]


def _leads(mine: Mine, replay: Tape, epoch: int) -> bool:
    """Whether the student's step goes the solution's way, however far or backwards: only so does it speak of yhat and loss."""
    before, after = mine.at("before", epoch), mine.at("after", epoch)
    taken: list[torch.Tensor] = []
    steps: list[torch.Tensor] = []
    for name in before:
        column = next((c for c in replay.columns if c.quantity == f"after.{name}"), None)
        if column is not None:
            start = before[name].as_subclass(torch.Tensor).double()
            taken.append((after[name].as_subclass(torch.Tensor).double() - start).reshape(-1))
            steps.append((tensor(column.value)[0].double() - start).reshape(-1))
    if not taken:
        return True
    mine_step, right = torch.cat(taken), torch.cat(steps)
    if not bool(right.any()):
        return True
    share = torch.dot(mine_step, right) / torch.dot(right, right)
    return bool(share != 0) and bool((mine_step - share * right).norm() <= ALONG * mine_step.norm())


def _implied(mine: Mine, replay: Tape, name: str, epoch: int, right: torch.Tensor) -> torch.Tensor:
    """The gradient that the student's step was made of: the solution's, scaled as the step is."""
    before, after = mine.at("before", epoch)[name], mine.at("after", epoch)[name]
    column = next(c for c in replay.columns if c.quantity == f"after.{name}")
    step = tensor(column.value)[0] - before.as_subclass(torch.Tensor)
    taken = after.as_subclass(torch.Tensor) - before.as_subclass(torch.Tensor)
    return torch.where(step == 0, right, right * taken / step)


def _pairs(tapes: tuple[Tape, ...]) -> dict[str, Pair]:
    native = {tape.probe: tape for tape in tapes if not tape.shadow}
    shadow = {tape.probe: tape for tape in tapes if tape.shadow}
    return {name: (tape, shadow.get(name)) for name, tape in native.items()}


def _floor(probe: Probe) -> float:
    """The size of its inputs."""
    sizes = [float(tensor(value).double().abs().max()) for value in probe.inputs.values() if _sized(value)]
    return max((size for size in sizes if size < float("inf")), default=0.0)


def _sized(value: Value) -> bool:
    return value.dtype.startswith(("float", "int")) and bool(value.data)


_Form = tuple[tuple[tuple[int, ...], ...], bool, frozenset[str]]


def _form(tape: Tape | None) -> _Form | None:
    """What tells one loop of the lecture from another: shapes of the parameters, an optimiser or none, the graph."""
    if tape is None or not {"loop.graph", "loop.optimizer"} <= tape.seen.keys():
        return None
    shapes = {c.quantity: c.value.shape[1:] for c in tape.columns if c.quantity.startswith("before.")}
    graph = frozenset(item.text for item in tape.seen["loop.graph"].items)
    return tuple(sorted(shapes.values())), bool(tape.seen["loop.optimizer"].text), graph


def _likeness(right: _Form, loop: _Form | None) -> float:
    if loop is None or right[:2] != loop[:2]:
        return 0.0
    return len(right[2] & loop[2]) / max(len(right[2] | loop[2]), 1)


def _on_own_data(probe: Probe, tape: Tape | None) -> Probe:
    """The probe with the loop's own data and start in place of ours: by name, or else by width."""
    assert tape is not None
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


def _own(name: str, value: Value, own: dict[str, Value]) -> Value:
    if value.graph or len(value.shape) != 2:  # noqa: PLR2004 - a matrix: data
        return value
    alike = [v for n, v in own.items() if n != "y" and v.shape[1:] == value.shape[1:]]
    named = own.get(name)
    if named is not None and named.shape[1:] == value.shape[1:]:
        return named
    return alike[0] if alike and name != "y" else value
