"""A student's own wrong epoch, and the loop that calls it → is the loop right?

Their code does not run here: the solution's function of the same name is called as theirs was, as often and with the same
things. What is right then is wrong for want of a right helper, and what is wrong then is the caller's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import torch

from autograder.errors import DepartedError, EnoughSeenError
from autograder.judge.comparison import Comparison, difference
from autograder.judge.loops import loops_of
from autograder.judge.own_helpers.answers import answers_with
from autograder.judge.own_helpers.broken_off import came_back, is_right_so_far, raised_in
from autograder.judge.own_helpers.claimed import claimed, fit_beside
from autograder.judge.own_helpers.loader import as_dict, loader_like
from autograder.judge.own_helpers.loss import Followed
from autograder.judge.own_helpers.maker import optimizer_like
from autograder.model import Check, Difference, Ending, HelperCall, Kind, Outcome, Tape, Value
from autograder.recorder.describe import revive, tensor
from autograder.recorder.following import Following, State
from autograder.recorder.helper_calls import GIVEN_BACK, draws_digest, tensors_in

if TYPE_CHECKING:
    from autograder.judge.case import Case
    from autograder.judge.clock import JudgingClock
    from autograder.judge.plugin import CheckResult
    from autograder.recorder.turns import Loop
    from autograder.recorder.watch import Watch

_LOADER, _OPTIMIZERS = "DataLoader", "torch.optim"
_OF_VALUES = {Kind.VALUE, Kind.NOT_FINITE, Kind.SHAPE}
STOPPED_EARLY = "stopped_early"
"""The note where the right value is not known, since the path ends too soon."""
MOST_HELPER_CALLS = 64
"""Calls beyond twice the solution's turns: a forged tape costs no time."""

Judged = Callable[["Case", tuple[Check, ...]], Mapping[str, "CheckResult"]]
"""The results of checks on a student's tapes."""


def wrong_helper_calls(case: Case, check: Check, found: Difference | None, judged: Judged) -> frozenset[str]:
    """The helpers in whose calls a check goes wrong.

    The call with the right helpers passes it; or a value is the solution's, had it gone the student's way.
    """
    mine = _followed(case, check.probe)
    if mine is None:
        return frozenset()
    every = {
        probe: _followed(case, probe) for probe in case.probes_of(check.exercise)
    }  # a late epoch of any is looked at
    right = case.with_tapes({probe: (one.tape, None) for probe, one in every.items() if one})
    if judged(right, (check,))[check.name].outcome is Outcome.PASSED:
        return mine.guilty
    if found is None or not (found.kind in _OF_VALUES or found.note == STOPPED_EARLY):
        return frozenset()
    if found.kind in _OF_VALUES and _follows(case, check, found.quantity):
        return mine.guilty
    asked = found.quantity if found.kind in _OF_VALUES else ""
    return frozenset(one for one in mine.guilty if answers_with(case, check.probe, one, asked))


def _followed(case: Case, probe: str) -> Followed | None:
    native = case.tapes.get(probe, (None, None))[0]
    return case.followed(probe, "()", with_own_helper_calls) if native is not None and native.helper_calls else None


def with_own_helper_calls(case: Case, probe: str, tape: Tape) -> Followed | None:
    """The student's call with the right helpers.

    As far as it went, where a helper ended it; the solution's, where that helper had come back before. None where it is not shown that every turn is one of a helper's.
    """
    native = case.tapes[probe][0] or tape
    broken = raised_in(native)
    if not _is_all_helper_calls(native) or not _is_alive(native, ended=native.ending is Ending.FINISHED):
        return None
    asked = case.probe(probe, shadow=False)
    with case.clock.not_counted():
        turns = sum(one.epochs for one in loops_of(case.solution_program.tape(asked, shadow=False)))
    if sum(helper_call.times for helper_call in native.helper_calls) > (most := MOST_HELPER_CALLS + 2 * turns):
        return None
    again = _Again(case, native.helper_calls)

    def call(*args: Any, **kwargs: Any) -> Any:
        return again.call(args, kwargs)

    followed = case.solution_program.with_made(asked.exercise, lambda _own: call).followed_by(
        asked, _Until(most, case.clock)
    )
    if not again.done:
        return None
    guilty = frozenset(helper_call.exercise for helper_call in native.helper_calls if helper_call.exercise)
    own = case.solution_program.tape(asked, shadow=False)
    if broken and is_right_so_far(native, followed, own, again.returned):
        return Followed(own if came_back(native, broken) else followed, guilty)
    return None if native.helper_calls[-1].raised else Followed(followed, guilty)


def _follows(case: Case, check: Check, quantity: str) -> bool:
    try:
        mine = case.mine(check.probe, Comparison())
        got, right = {**mine.seen, "returned": mine.returned}.get(quantity), mine.right.seen.get(quantity)
    except DepartedError:
        return False
    return right is not None and difference(got, right, Comparison(shadow=mine.comparison.shadow)) is None


# ---------------------------------------------------------------------- the student's


def _is_all_helper_calls(tape: Tape) -> bool:
    """True where every turn is a helper call's, and nothing is done in between."""
    if (
        not tape.helper_calls
        or tape.helper_calls[-1].exercise
        or not all(helper_call.untouched for helper_call in tape.helper_calls)
    ):
        return False
    turned = any(column.quantity.startswith("gradient.") for column in tape.columns)
    turns = (sum(loop.turns for loop in tape.loops) if tape.loops else tape.epochs) if turned else 0
    begun = [0, *(helper_call.turns[1] for helper_call in tape.helper_calls)]
    return begun[-1] == turns and all(
        helper_call.turns[0] == at for helper_call, at in zip(tape.helper_calls, begun, strict=False)
    )


def _is_alive(tape: Tape, *, ended: bool) -> bool:
    """True where the first turn has a gradient, or a call that `ended` shows none."""
    gradients = [c.value for c in tape.columns if c.quantity.startswith("gradient.") and c.value.dtype]
    first = [tensor(value)[0] for value in gradients]
    return (ended and not first) or any(bool(torch.isfinite(one).all() and one.any()) for one in first)


# ---------------------------------------------------------------------- ours


class _Until(Following):
    """Ends a call of ours that turns more often than this."""

    def __init__(self, most: int, clock: JudgingClock) -> None:
        super().__init__((), ())
        self._most, self._clock = most, clock

    def __enter__(self) -> Self:
        """Change nothing."""
        return self

    def __exit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        """Nothing was changed."""

    def start(self, watch: Watch, parameters: State) -> None:
        """Leave the parameters where they are."""

    def turned(self, loop: Loop) -> None:
        """Leave the gradients as they are."""
        self._clock.check()
        if loop.ticks[-1] >= self._most:
            raise EnoughSeenError

    def evaluated(self) -> None:
        """Leave the net where it is."""


class _Again:
    """A student's calls, made once more of the solution's own functions."""

    def __init__(self, case: Case, helper_calls: Sequence[HelperCall]) -> None:
        self._program = case.solution_program
        ends = [at for at, helper_call in enumerate(helper_calls) if not helper_call.exercise]
        begins = [0, *(at + 1 for at in ends)]
        self._calls = [helper_calls[begin : end + 1] for begin, end in zip(begins, ends, strict=False)]
        self._last: HelperCall | None = None
        self._own: tuple[Any, ...] = ()
        self._sure = True
        self.returned: Any = None
        """By the last of them."""

    @property
    def done(self) -> bool:
        """True where every call was made."""
        return not self._calls

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """One call of the student's function, as its helper calls tell it."""
        *helper_calls, end = self._calls[0]
        self._own = (*args, *kwargs.values())
        objects = dict(enumerate(self._own))
        for helper_call in helper_calls:
            self._make(helper_call, objects)
        self._calls.pop(0)
        return objects.get(end.returned)  # what it made by itself is not known

    def _make(self, helper_call: HelperCall, objects: dict[int, Any]) -> None:
        helper = self._program.native_function(helper_call.exercise)
        plain = len(helper_call.inputs) - len(helper_call.names)
        returned = None
        self._draw_as(helper_call)
        for _ in range(helper_call.times):
            given = [_given(*each, objects) for each in zip(helper_call.objects, helper_call.inputs, strict=True)]
            fit_beside(given, self._own)
            before = torch.get_rng_state()
            returned = helper(*given[:plain], **dict(zip(helper_call.names, given[plain:], strict=True)))
            if not (self._sure or torch.equal(before, torch.get_rng_state())):
                raise LookupError
            objects[GIVEN_BACK] = self.returned = returned
        if helper_call.returned >= 0:
            objects.setdefault(helper_call.returned, returned)
        self._last = helper_call

    def _draw_as(self, helper_call: HelperCall) -> None:
        """Draw from where the student's did, as far as that is known."""
        if self._last is not None:
            self._sure &= helper_call.draws[0] == self._last.draws[1]
        elif draws_digest(torch.get_rng_state()) != helper_call.draws[0]:
            torch.default_generator.manual_seed(helper_call.seed)
            self._sure = draws_digest(torch.get_rng_state()) == helper_call.draws[0]


def _given(number: int, value: Value, objects: dict[int, Any]) -> Any:
    """An input of a helper's, as we have it."""
    if number in objects:
        if isinstance(known := objects[number], torch.optim.Optimizer) and value.text.startswith(_OPTIMIZERS):
            _set_options(known, _optimizer(value, objects))
        return known
    if value.text.startswith(_OPTIMIZERS):
        found = _optimizer(value, objects)
    elif value.type == _LOADER and value.items:
        found = loader_like(value, objects.values())
    else:
        found = claimed(value, objects.values())
    if number >= 0:
        objects[number] = found
    return found


def _optimizer(value: Value, objects: Mapping[int, Any]) -> torch.optim.Optimizer:
    """An optimiser with those options and our parameters."""
    places = revive(as_dict(value))["params"]
    return optimizer_like(value, [tensors_in(objects[number])[place] for number, place in places])


def _set_options(optimizer: torch.optim.Optimizer, like: torch.optim.Optimizer) -> None:
    """Give it the options of another one of the same kind."""
    if type(optimizer) is not type(like) or len(optimizer.param_groups) != 1:
        raise LookupError
    optimizer.param_groups[0].update({n: one for n, one in like.param_groups[0].items() if n != "params"})
