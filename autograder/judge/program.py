"""A solution, or a mistake laid over it → functions to call and loops to replay.

On our side only.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from functools import cached_property, wraps
from inspect import isfunction
from types import SimpleNamespace
from typing import Any

import torch

from autograder.files import digest
from autograder.judge.kept_tapes import KeptTapes
from autograder.model import Assignment, Probe, Recording, Source, Tape
from autograder.recorder.describe import revive, tensor
from autograder.recorder.load import Work, load
from autograder.recorder.probe_runner import ProbeRunner
from autograder.recorder.process_state import ProcessState
from autograder.recorder.shadow import shadowed

COUNTER = "epochs"
"""The argument that counts epochs, in nearly every function."""


class Program:
    """A program that we trust, natively and in the shadow.

    A solution or a known mistake.
    """

    def __init__(
        self, assignment: Assignment, overlay: tuple[str, str] | None = None, kept: KeptTapes | None = None
    ) -> None:
        self._assignment = assignment
        self._sources = sources(assignment, overlay)
        self._exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
        self._probes = {probe.id: probe for probe in assignment.probes}
        self._tapes: dict[tuple[str, bool], Tape] = {}
        self._kept, self.digest = kept, digest(overlay)
        self._sizes: dict[str, dict[str, float]] = {}
        self._epochs: dict[tuple[str, str], Tape | None] = {}
        self._others: dict[str, list[Program]] | None = None
        self.alike: dict[tuple[str, int], bool] = {}
        """By probe and loop: turns that an epoch seems to have, and that are one and the same."""
        self.rounds: dict[tuple[str, int], int] = {}
        """By probe and loop: after how many turns the same data come again."""

    def others(self, exercise: str) -> tuple[Program, ...]:
        """The other right answers to an exercise."""
        if self._others is None:
            self._others = {}
            for one in self._assignment.variants:
                self._others.setdefault(one.exercise, []).append(Program(self._assignment, (one.module, one.source)))
        return tuple(self._others.get(exercise, ()))

    @cached_property
    def native(self) -> ProbeRunner:
        """Ready to be called as it is."""
        return ProbeRunner(_loaded(self._sources), self._assignment.drivers, self._exercises, shadow=False)

    @cached_property
    def shadow(self) -> ProbeRunner:
        """Ready to be called with float32 widened."""
        with shadowed():
            work = _loaded(self._sources)
        return ProbeRunner(work, self._assignment.drivers, self._exercises, shadow=True)

    def runner(self, *, shadow: bool) -> ProbeRunner:
        """The runner that records as a tape was recorded."""
        return self.shadow if shadow else self.native

    def tape(self, probe: Probe, *, shadow: bool) -> Tape:
        """Record a probe, one of the week's own once, when it is first asked for."""
        if self._probes.get(probe.id) is not probe:
            return self.runner(shadow=shadow).record(probe)
        key = probe.id, shadow
        if key not in self._tapes:
            self._tapes[key] = self._kept_tape(probe, shadow=shadow) or self._recorded(probe, shadow=shadow)
        return self._tapes[key]

    def _kept_tape(self, probe: Probe, *, shadow: bool) -> Tape | None:
        return self._kept.tape(self.digest, probe.id, shadow=shadow) if self._kept else None

    def _recorded(self, probe: Probe, *, shadow: bool) -> Tape:
        with ProcessState().kept():  # a mistake may throw a switch of the process, as a student may
            tape = self.runner(shadow=shadow).record(probe)
        if self._kept:
            self._kept.keep(self.digest, tape)
        return tape

    def size(self, probe: str, quantity: str) -> float:
        """The largest size that a quantity has in a loop of the week's own probes.

        0 where it has none.
        """
        if probe not in self._sizes:
            columns = self.tape(self._probes[probe], shadow=False).columns
            sizes = {c.quantity: tensor(c.value).abs().nan_to_num(posinf=0.0) for c in columns if c.value.data}
            self._sizes[probe] = {name: float(values.max()) for name, values in sizes.items()}
        return self._sizes[probe].get(quantity.replace("carried.", "gradient."), 0.0)

    def counters(self, probe: Probe) -> dict[str, int]:
        """Whole numbers of a call that may count epochs, by argument; named so, first."""
        function = getattr(self.functions(shadow=False), probe.exercise)
        given = vars(data(probe, function, shadow=False))
        found = {name: value for name, value in given.items() if type(value) is int and value > 1}
        return dict(sorted(found.items(), key=lambda item: "epoc" not in item[0]))

    def one_epoch(self, probe: Probe, counter: str = COUNTER) -> Tape | None:
        """Its tape of one epoch, as this argument counts them: natively, and once.

        None where the call has no such argument.
        """
        if (probe.id, counter) not in self._epochs:
            signature = inspect.signature(getattr(self.functions(shadow=False), probe.exercise))
            known = counter in signature.parameters
            self._epochs[probe.id, counter] = self._counting_one(probe, counter, signature) if known else None
        return self._epochs[probe.id, counter]

    def _counting_one(self, probe: Probe, counter: str, signature: inspect.Signature) -> Tape:
        if counter == COUNTER:
            return self.native.replay(probe, {})

        def with_one(own: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(own)
            def once(*args: Any, **kwargs: Any) -> Any:
                bound = signature.bind(*args, **kwargs)
                bound.arguments[counter] = 1
                return own(*bound.args, **bound.kwargs)

            return once

        return self.with_made(probe.exercise, with_one).record(probe)

    def keep(self, tapes: Iterable[Tape]) -> None:
        """Take these tapes, which were recorded elsewhere, for its own."""
        self._tapes |= {(tape.probe, tape.shadow): tape for tape in tapes}

    def recording(self) -> Recording:
        """All its tapes, as if it had been handed in."""
        natively = tuple(self.tape(probe, shadow=False) for probe in self._probes.values())
        widened = tuple(self.tape(probe, shadow=True) for probe in self._probes.values() if probe.shadow)
        return Recording("", natively + widened)

    def functions(self, *, shadow: bool) -> SimpleNamespace:
        """Every exercise by name, as a plain function in that precision."""
        return self._widened_functions if shadow else self._native_functions

    def native_function(self, name: str) -> Callable[..., Any]:
        """One exercise as it is written: nothing of it is wrapped."""
        found = self._native_work.function(name, self._exercises[name])
        assert found is not None, name  # the solution has every exercise
        return found

    def fresh_function(self, name: str) -> Callable[..., Any] | None:
        """One exercise, loaded once more with float32 widened: nothing of it is wrapped."""
        with shadowed():
            return _loaded(self._sources).function(name, self._exercises[name])

    def is_net(self, name: str) -> bool:
        """True of an exercise that is a class of nets."""
        own = self.fresh_function(name)
        return isinstance(own, type) and issubclass(own, torch.nn.Module)

    def with_helper(self, name: str, helper: Callable[..., Any], *, shadow: bool = False) -> ProbeRunner:
        """This program with one of its own exercises replaced wherever it is called."""
        return self.with_made(name, lambda _own: helper, shadow=shadow)

    def with_made(
        self, name: str, replaced: Callable[[Any], Callable[..., Any]], *, shadow: bool = False
    ) -> ProbeRunner:
        """This program with what is made of one of its own exercises in its place."""
        with shadowed() if shadow else nullcontext():
            work = _loaded(self._sources)
        own = work.function(name, self._exercises[name])
        helper = replaced(own)
        for module in work.modules:
            for bound, value in list(vars(module).items()):
                if value is own:
                    setattr(module, bound, helper)
        return ProbeRunner(work, self._assignment.drivers, self._exercises, shadow=shadow)

    @cached_property
    def _native_work(self) -> Work:
        return _loaded(self._sources)

    @cached_property
    def _native_functions(self) -> SimpleNamespace:
        return self._plainly(self._native_work, shadow=False)

    @cached_property
    def _widened_functions(self) -> SimpleNamespace:
        with shadowed():
            work = _loaded(self._sources)
        return self._plainly(work, shadow=True)

    def _plainly(self, work: Work, *, shadow: bool) -> SimpleNamespace:
        found = {name: work.function(name, module) for name, module in self._exercises.items()}
        return SimpleNamespace(**{n: _plain(f, shadow=shadow) for n, f in found.items() if f is not None})


def sources(assignment: Assignment, overlay: tuple[str, str] | None = None) -> tuple[Source, ...]:
    """The solution's files.

    An overlay (module, source) runs after its module, in the same namespace.
    """
    return tuple(
        Source(f"{module}.py", (source, overlay[1]) if overlay and overlay[0] == module else (source,))
        for module, source in assignment.sources.items()
    )


def _loaded(files: tuple[Source, ...]) -> Work:
    """Our own files.

    KeyboardInterrupt: a person stops us, which is no fault of theirs.
    """
    work = load(files)
    if any(fault.type == KeyboardInterrupt.__name__ for fault in work.faults):
        raise KeyboardInterrupt
    return work


def data(probe: Probe, function: Callable[..., Any], *, shadow: bool) -> SimpleNamespace:
    """A probe's inputs by name, with the defaults for what it leaves out."""
    parameters = _signature(function).parameters.values()
    defaults = {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty}
    given = {name: _in_precision(revive(value), shadow=shadow) for name, value in probe.inputs.items()}
    return SimpleNamespace(**{**defaults, **given})


def _plain(function: Callable[..., Any], *, shadow: bool) -> Callable[..., Any]:
    if isinstance(function, type):
        return PlainClass(function, shadow=shadow)

    def call(*args: Any, **kwargs: Any) -> Any:
        args = tuple(_bare(arg) for arg in args)
        kwargs = {name: _bare(value) for name, value in kwargs.items()}
        with shadowed() if shadow else nullcontext():
            return function(*args, **kwargs)

    call.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
    return call


class PlainClass:
    """A class of the solution's, which runs in the precision of the tape."""

    def __init__(self, made: type, *, shadow: bool) -> None:
        self._made, self._shadow = made, shadow

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Make one; a net of it runs in that precision too."""
        with shadowed() if self._shadow else nullcontext():
            one = self._made(*map(_bare, args), **{name: _bare(value) for name, value in kwargs.items()})
        for name in _written_methods(type(one)):
            with suppress(AttributeError):  # an object with slots
                setattr(one, name, _plain(getattr(one, name), shadow=self._shadow))
        return one

    def __getattr__(self, name: str) -> Any:
        """A function of the class itself, `apply` say."""
        found = getattr(self._made, name)
        return _plain(found, shadow=self._shadow) if callable(found) else found

    @property
    def __signature__(self) -> inspect.Signature:
        """That of the class; empty where Python knows none."""
        return _signature(self._made)


def _written_methods(made: type) -> Iterator[str]:
    """The methods that a class writes out, without those Python itself calls."""
    own = (one for one in made.__mro__ if one.__module__ == made.__module__)
    return (name for one in own for name, value in vars(one).items() if isfunction(value) and not name.startswith("_"))


def _signature(function: Callable[..., Any]) -> inspect.Signature:
    try:
        return inspect.signature(function)
    except ValueError:
        return inspect.Signature()


def _bare(value: Any) -> Any:
    return value.as_subclass(torch.Tensor) if isinstance(value, torch.Tensor) else value


def _in_precision(value: Any, *, shadow: bool) -> Any:
    if isinstance(value, torch.Tensor):
        value = value.detach()
        return value.double() if shadow and value.dtype == torch.float32 else value
    return value
