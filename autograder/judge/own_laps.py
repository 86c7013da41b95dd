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
from autograder.judge.own_loss import Followed
from autograder.judge.own_maker import optimizer_like
from autograder.model import Check, Difference, Ending, Kind, Lap, Outcome, Tape, Value
from autograder.recorder.describe import revive, tensor
from autograder.recorder.following import Following, State
from autograder.recorder.laps import GIVEN_BACK, draws_digest, tensors_in

if TYPE_CHECKING:
    from autograder.judge.case import Case
    from autograder.judge.plugin import CheckResult
    from autograder.recorder.turns import Loop
    from autograder.recorder.watch import Watch

_KNOWN = {"NoneType", "str", "list", "tuple", "dict", "set", "frozenset"}
_LOADER, _OPTIMIZERS = "DataLoader", "torch.optim"
_OF_LOADERS = {"batch_size", "shuffle", "drop_last"}
MOST_LAPS, LARGEST = 64, 4096
"""Laps beyond twice the solution's turns, and whole numbers that no probe hands over: a forged tape costs no time."""

Judged = Callable[["Case", tuple[Check, ...]], Mapping[str, "CheckResult"]]
"""The results of checks on a student's tapes."""


def wrong_laps(case: Case, check: Check, found: Difference | None, judged: Judged) -> frozenset[str]:
    """The helpers in whose laps a check goes wrong.

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
    is_value = found is not None and found.kind in {Kind.VALUE, Kind.NOT_FINITE}
    return mine.guilty if found is not None and is_value and _follows(case, check, found.quantity) else frozenset()


def _followed(case: Case, probe: str) -> Followed | None:
    native = case.tapes.get(probe, (None, None))[0]
    return case.followed(probe, "()", with_own_laps) if native is not None and native.laps else None


def with_own_laps(case: Case, probe: str, tape: Tape) -> Followed | None:
    """The student's call with the right helpers.

    None where it is not shown that every turn is one of a helper's.
    """
    native = case.tapes[probe][0] or tape
    if not _is_all_laps(native) or not _is_alive(native, ended=native.ending is Ending.FINISHED):
        return None
    asked = case.probe(probe, shadow=False)
    turns = sum(one.epochs for one in loops_of(case.solution_program.tape(asked, shadow=False)))
    if sum(lap.times for lap in native.laps) > (most := MOST_LAPS + 2 * turns):
        return None
    again = _Again(case, native.laps)

    def call(*args: Any, **kwargs: Any) -> Any:
        return again.call(args, kwargs)

    followed = case.solution_program.with_made(asked.exercise, lambda _own: call).followed_by(asked, _Until(most))
    return Followed(followed, frozenset(lap.exercise for lap in native.laps if lap.exercise)) if again.done else None


def _follows(case: Case, check: Check, quantity: str) -> bool:
    try:
        mine = case.mine(check.probe, Comparison())
        got, right = {**mine.seen, "returned": mine.returned}.get(quantity), mine.right.seen.get(quantity)
    except DepartedError:
        return False
    return right is not None and difference(got, right, Comparison(shadow=mine.comparison.shadow)) is None


# ---------------------------------------------------------------------- the student's


def _is_all_laps(tape: Tape) -> bool:
    """True where every turn is a lap's, and nothing is done in between."""
    if not tape.laps or tape.laps[-1].exercise or not all(lap.untouched for lap in tape.laps):
        return False
    turned = any(column.quantity.startswith("gradient.") for column in tape.columns)
    turns = (sum(loop.turns for loop in tape.loops) if tape.loops else tape.epochs) if turned else 0
    begun = [0, *(lap.turns[1] for lap in tape.laps)]
    return begun[-1] == turns and all(lap.turns[0] == at for lap, at in zip(tape.laps, begun, strict=False))


def _is_alive(tape: Tape, *, ended: bool) -> bool:
    """True where the first turn has a gradient, or a call that `ended` shows none."""
    first = [tensor(column.value)[0] for column in tape.columns if column.quantity.startswith("gradient.")]
    return (ended and not first) or any(bool(torch.isfinite(one).all() and one.any()) for one in first)


# ---------------------------------------------------------------------- ours


class _Until(Following):
    """Ends a call of ours that turns more often than this."""

    def __init__(self, most: int) -> None:
        super().__init__((), ())
        self._most = most

    def __enter__(self) -> Self:
        """Change nothing."""
        return self

    def __exit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        """Nothing was changed."""

    def start(self, watch: Watch, parameters: State) -> None:
        """Leave the parameters where they are."""

    def turned(self, loop: Loop) -> None:
        """Leave the gradients as they are."""
        if loop.ticks[-1] >= self._most:
            raise EnoughSeenError

    def evaluated(self) -> None:
        """Leave the net where it is."""


class _Again:
    """A student's calls, made once more of the solution's own functions."""

    def __init__(self, case: Case, laps: Sequence[Lap]) -> None:
        self._program = case.solution_program
        ends = [at for at, lap in enumerate(laps) if not lap.exercise]
        begins = [0, *(at + 1 for at in ends)]
        self._calls = [laps[begin : end + 1] for begin, end in zip(begins, ends, strict=False)]
        self._last: Lap | None = None
        self._sure = True

    @property
    def done(self) -> bool:
        """True where every call was made."""
        return not self._calls

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """One call of the student's function, as its laps tell it."""
        *laps, end = self._calls[0]
        objects = dict(enumerate((*args, *kwargs.values())))
        for lap in laps:
            self._make(lap, objects)
        self._calls.pop(0)
        return objects.get(end.returned)  # what it made by itself is not known

    def _make(self, lap: Lap, objects: dict[int, Any]) -> None:
        helper = self._program.native_function(lap.exercise)
        plain = len(lap.inputs) - len(lap.names)
        returned = None
        self._draw_as(lap)
        for _ in range(lap.times):
            given = [_given(*each, objects) for each in zip(lap.objects, lap.inputs, strict=True)]
            before = torch.get_rng_state()
            returned = helper(*given[:plain], **dict(zip(lap.names, given[plain:], strict=True)))
            if not (self._sure or torch.equal(before, torch.get_rng_state())):
                raise LookupError
            objects[GIVEN_BACK] = returned
        if lap.returned >= 0:
            objects.setdefault(lap.returned, returned)
        self._last = lap

    def _draw_as(self, lap: Lap) -> None:
        """Draw from where the student's did, as far as that is known."""
        if self._last is not None:
            self._sure &= lap.draws[0] == self._last.draws[1]
        elif draws_digest(torch.get_rng_state()) != lap.draws[0]:
            torch.default_generator.manual_seed(lap.seed)
            self._sure = draws_digest(torch.get_rng_state()) == lap.draws[0]


def _given(number: int, value: Value, objects: dict[int, Any]) -> Any:
    """An input of a helper's, as we have it."""
    if number in objects:
        return objects[number]
    if value.text.startswith(_OPTIMIZERS):
        found = _optimizer(value, objects)
    elif value.type == _LOADER and value.items:
        parts = _revived(_as_dict(value), objects)
        dataset = torch.utils.data.TensorDataset(*parts["tensors"])
        found = torch.utils.data.DataLoader(dataset, **{name: parts[name] for name in _OF_LOADERS})
    else:
        found = _revived(value, objects)
    if number >= 0:
        objects[number] = found
    return found


def _optimizer(value: Value, objects: Mapping[int, Any]) -> torch.optim.Optimizer:
    """An optimiser with those options and our parameters."""
    places = revive(_as_dict(value))["params"]
    return optimizer_like(value, [tensors_in(objects[number])[place] for number, place in places])


def _as_dict(value: Value) -> Value:
    return Value("dict", items=value.items, names=value.names)


def _revived(value: Value, objects: Mapping[int, Any]) -> Any:
    """A value by content; of what has none no lap is made, nor of giants."""
    waiting = [value]
    for one in waiting:
        if not one.dtype and one.type not in _KNOWN:
            raise LookupError
        if one.type == "int" and abs(number := revive(one)) > LARGEST and number not in {*_numbers(objects)}:
            raise LookupError
        waiting += one.items
    return revive(value)


def _numbers(objects: Mapping[int, Any]) -> list[int]:
    return [one for one in objects.values() if type(one) is int]
