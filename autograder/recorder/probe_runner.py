"""One probe on loaded work → its Tape.

The call is made with fresh inputs, watched, and what it left is described.
"""

from __future__ import annotations

import functools
import inspect
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import torch

from autograder.errors import EnoughSeenError, ThreadRunningError
from autograder.model import Ending, Probe, Tape, Value
from autograder.recorder.asked_epochs import asked_loop
from autograder.recorder.call_log import CallLog
from autograder.recorder.describe import MOST_INPUT_BYTES, as_it_is, describe, revive
from autograder.recorder.following import Following
from autograder.recorder.load import Work
from autograder.recorder.loop_tapes import form_of, longest, turns_of
from autograder.recorder.moving_lines import MovingLines
from autograder.recorder.naming import handed
from autograder.recorder.process_state import ProcessState
from autograder.recorder.shadow import shadowed, widened
from autograder.recorder.threads import end_since, living
from autograder.recorder.turns import Loop
from autograder.recorder.walk import ParameterWalk
from autograder.recorder.watch import DRIVERS, Watch

SEED = 43052

Parameters = Mapping[str, torch.Tensor]


class ProbeRunner:
    """Loaded work, ready to be called.

    The student's functions by name, and the drivers that say how each is called.
    """

    def __init__(
        self,
        work: Work,
        drivers: Mapping[str, str],
        exercises: Mapping[str, str],
        *,
        shadow: bool,
        state: ProcessState | None = None,
    ) -> None:
        self._exercises = exercises
        self._shadow = shadow
        self._state = state
        self._own = {name: work.function(name, module) for name, module in exercises.items()}
        self._drivers = {name: driver for source in drivers.values() for name, driver in _functions(source).items()}
        self._fault = work.fault
        self._parameters: Parameters | None = None
        self._gradients: Parameters | None = None
        self._follow: Following | None = None
        self._replayed: set[str] = set()  # what a driver has called in this replay
        self._walk = ParameterWalk()
        self.spoilt = False
        """A thread that cannot be ended may change whatever else is written down in this process."""
        self._calls = CallLog(self._own, work.modules)

    def record(self, probe: Probe) -> Tape:
        """Make the call of one probe and write down what it shows."""
        blank = Tape(probe.id, Ending.FINISHED, shadow=self._shadow)
        if self._own[probe.exercise] is None:
            return replace(blank, ending=Ending.MISSING)
        widening = shadowed() if self._shadow else None
        watch = Watch(gradients=self._gradients, follow=self._follow)
        self._calls.clear()
        is_plain = not (self._shadow or self._follow or self._gradients)
        self._calls.helper_calls.clear(watch, active=is_plain)
        self._walk = ParameterWalk()
        with ExitStack() as stack:
            if self._state:
                stack.enter_context(self._state.kept())
            if widening:
                stack.enter_context(widening)
            if self._follow:
                stack.enter_context(self._follow)
            tape = self._played(blank, probe, watch)
        calls, helper_calls = self._calls.of_others(probe.exercise), self._calls.helper_calls.helper_calls
        return replace(tape, calls=calls, helper_calls=helper_calls, pure=widening.pure if widening else True)

    def replay(self, probe: Probe, parameters: Parameters, gradients: Parameters | None = None) -> Tape:
        """One epoch from the given parameters.

        With `gradients`, step4 is given these instead of what backward found.

        This is how our side asks what a program would have done next in a student's place. Its columns count: a driver
        that calls again is cut short.
        """
        self._parameters, self._gradients = parameters, gradients
        self._replayed.clear()
        try:
            return self.record(probe)
        finally:
            self._parameters, self._gradients = None, None

    def forced(self, probe: Probe, gradients: Parameters) -> Tape:
        """The whole loop, whose every backward finds these gradients, one row an epoch.

        How a program steps, state and all.
        """
        self._gradients = gradients
        try:
            return self.record(probe)
        finally:
            self._gradients = None

    def follow(
        self,
        probe: Probe,
        states: Sequence[Parameters],
        gradients: Sequence[Mapping[str, torch.Tensor | None]],
        *,
        parts: int,
        afters: Sequence[Parameters] = (),
        is_whole: bool = False,
    ) -> Tape:
        """The whole call, put after every update where another program was."""
        return self.followed_by(probe, Following(states, gradients, parts=parts, afters=afters, is_whole=is_whole))

    def followed_by(self, probe: Probe, following: Following) -> Tape:
        """The whole call, with somebody who changes what its turns find."""
        self._follow = following
        try:
            return self.record(probe)
        finally:
            self._follow = None

    def _played(self, blank: Tape, probe: Probe, watch: Watch) -> Tape:
        inputs = {name: _input(value, shadow=self._shadow) for name, value in probe.inputs.items()}
        before = {name: _given(value) for name, value in inputs.items()}
        try:
            with watch.watching():
                seen = self._call(probe, inputs, watch)
            self._calls.helper_calls.close()
            loop = longest(watch.loops) or self._followed(probe)
            seen = {name: describe(value) for name, value in seen.items()}
        except MemoryError as error:
            return replace(blank, ending=Ending.OUT_OF_MEMORY, fault=self._fault(error))
        except BaseException as error:
            if self._state is None and isinstance(error, KeyboardInterrupt):
                raise  # on our own side that is a person, who must not become a tape
            self.spoilt = isinstance(error, ThreadRunningError)
            return replace(
                blank, ending=Ending.RAISED, fault=self._fault(error), **turns_of(longest(watch.loops), watch.loops)
            )
        changed = tuple(name for name, value in inputs.items() if _given(value) != before[name])
        returned = seen.pop("returned", None)
        return replace(
            blank, returned=returned, seen=form_of(loop) | seen, changed=changed, **turns_of(loop, watch.loops)
        )

    def _call(self, probe: Probe, inputs: dict[str, Any], watch: Watch, **options: Any) -> dict[str, Any]:
        """By the exercise's driver, or plainly.

        Positionally, in the order the probe gives its inputs.
        """
        seed()
        named = {name: value for name, value in inputs.items() if isinstance(value, torch.Tensor)}
        work = _Own(lambda name: self._handing(name, watch, named))
        driver = self._drivers.get(probe.exercise)
        others = living()
        try:
            if driver is not None:
                return dict(driver(work, **inputs, **options))
            return {"returned": getattr(work, probe.exercise)(*inputs.values(), **options)}
        finally:
            if self._state:  # on our own side other threads are the grader's
                self._state.mend_python()
                end_since(others)
                self._state.mend_all()  # nothing that the call took apart describes it

    def _handing(self, name: str, watch: Watch, named: Parameters) -> Callable[..., Any]:
        """The student's function, whose parameters the watch knows by name."""
        function = self._own.get(name)
        if function is None:
            raise AttributeError(f"there is no {name}")
        if isinstance(function, type):
            return function

        @functools.wraps(function)
        def called(*args: Any, **kwargs: Any) -> Any:
            values = [*((f"p{place}", arg) for place, arg in enumerate(args)), *kwargs.items()]
            parameters = handed(values, {**named, **_drivers_own()})
            watch.hand(parameters)
            if self._follow:
                with as_it_is():
                    self._follow.start(watch, parameters)
            if self._parameters is None:
                with self._calls.helper_calls.of((*args, *kwargs.values())) as note:
                    returned = self._walk.through(parameters, watch, lambda: function(*args, **kwargs))
                    note(returned)
                return returned
            if name in self._replayed and watch.loops:
                raise EnoughSeenError  # a driver that calls again: the epoch asked for is over
            self._replayed.add(name)
            for parameter in parameters.keys() & self._parameters.keys():
                parameters[parameter].data.copy_(self._parameters[parameter])
            return _for_one_epoch(function, args, kwargs)

        return called

    def _followed(self, probe: Probe) -> Loop | None:
        """As `_sampled`; nothing where the code cannot do with so few epochs."""
        try:
            return self._sampled(probe)
        except MemoryError:
            raise
        except (Exception, SystemExit):  # noqa: BLE001 - it has answered what it was asked: this is our own question
            return None

    def _sampled(self, probe: Probe) -> Loop | None:
        """Follow a fit that never calls backward by asking it for 1, 2, 3 … epochs."""
        function = self._own[probe.exercise]
        total = probe.inputs.get("epochs")
        default = _default(function, "epochs")
        epochs = revive(total) if total is not None else default
        if default is None or not isinstance(epochs, int):
            return self._walk.loop(probe.id)
        return asked_loop(
            probe.id,
            epochs,
            lambda end: self._asked(probe, end),
            lambda start: self._asked_again(probe, start),
            lambda: self._moves(probe, epochs),
        )

    def _moves(self, probe: Probe, epochs: int) -> Sequence[Parameters]:
        """The parameters after every turn of the call, as its lines show them."""
        watch = Watch()
        lines = MovingLines(lambda: watch.handed.now)
        with lines.watching():
            self._asked(probe, epochs, watch)
        return lines.turns()

    def _asked(self, probe: Probe, epochs: int, watch: Watch | None = None) -> tuple[Parameters, Parameters]:
        """The parameters before and after the call, asked for so many epochs."""
        inputs = {name: _input(value, shadow=self._shadow) for name, value in probe.inputs.items()}
        options = {} if "epochs" in inputs else {"epochs": epochs}
        inputs |= {"epochs": epochs} if "epochs" in inputs else {}
        watch = watch or Watch()
        self._call(probe, inputs, watch, **options)
        with as_it_is():
            after = {name: parameter.detach().clone() for name, parameter in watch.handed.now.items()}
        return watch.handed.then, after

    def _asked_again(self, probe: Probe, start: Parameters) -> Parameters:
        """The parameters that one epoch leaves, begun at these."""
        own, self._parameters = self._parameters, start
        self._replayed.clear()
        try:
            return self._asked(probe, 1)[1]
        finally:
            self._parameters = own


class _Own:
    """The `work` of a driver.

    The student's functions by name, each made ready when it is asked for.
    """

    def __init__(self, ready: Callable[[str], Callable[..., Any]]) -> None:
        self._ready = ready

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """A function, ready to be called."""
        return self._ready(name)


def seed() -> None:
    """Every source of randomness a student may use starts from the same place."""
    random.seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002 - the legacy state is what students use
    torch.default_generator.manual_seed(SEED)  # torch.manual_seed also keeps a traceback for every kind of GPU


def _functions(source: str) -> dict[str, Callable[..., Any]]:
    """The drivers a source defines. It is ours and holds nothing secret."""
    module = ModuleType(DRIVERS)
    exec(compile(source, "drivers.py", "exec", dont_inherit=True), vars(module))  # noqa: S102 - our own code
    return {n: f for n, f in vars(module).items() if inspect.isfunction(f) and not n.startswith("_")}


def _input(value: Value, *, shadow: bool) -> Any:
    with as_it_is():
        return widened(revive(value)) if shadow else revive(value)


def _given(value: Any) -> Value:
    """An input by content, whole: twice the bytes in the shadow."""
    return describe(value, most=2 * MOST_INPUT_BYTES)


def parameters_of(args: tuple[Any, ...], named: Mapping[str, Any]) -> Iterator[tuple[str, torch.Tensor]]:
    """The parameters among arguments.

    Those of nets by their own names, lone ones by those they were named.
    """
    yield from handed([(f"p{place}", arg) for place, arg in enumerate(args)], named).items()


def _drivers_own() -> dict[str, Any]:
    """The variables of the driver that calls.

    Its names for what it hands over are the same for everyone.
    """
    frame = sys._getframe(2)  # noqa: SLF001 - of the function that it calls
    return dict(frame.f_locals) if frame.f_globals.get("__name__") == DRIVERS else {}


def _for_one_epoch(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    signature = inspect.signature(function)
    bound = signature.bind(*args, **kwargs)
    if "epochs" in signature.parameters:
        bound.arguments["epochs"] = 1
    return function(*bound.args, **bound.kwargs)


def _default(function: Callable[..., Any] | None, name: str) -> object:
    try:
        parameter = inspect.signature(function).parameters.get(name) if function else None
    except (TypeError, ValueError):
        return None
    return parameter.default if parameter else None
