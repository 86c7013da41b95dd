"""A student's own wrong epoch, and the loop that calls it → is the loop right?

Their code does not run here: the solution's function of the same name is called as theirs was, as often and with the same
things. Where that comes to the solution's own turns, the caller is right, and all that its turns show is the helper's.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import torch

from autograder.errors import DepartedError, EnoughSeenError
from autograder.judge.comparison import Comparison, Precision, alike, difference
from autograder.judge.judged_path import VALUE_UNITS
from autograder.judge.loop_path import beyond, flat, sizes_so_far
from autograder.judge.loops import loops_of
from autograder.judge.own_loss import Followed
from autograder.judge.tape_columns import parted
from autograder.model import Check, Column, Difference, Ending, Kind, Lap, Tape, Value
from autograder.recorder.describe import revive, tensor
from autograder.recorder.following import Following, State
from autograder.recorder.laps import GIVEN_BACK, draws_digest, tensors_in

if TYPE_CHECKING:
    from autograder.judge.case import Case
    from autograder.recorder.turns import Loop
    from autograder.recorder.watch import Watch

_OF_TURNS = {"before", "after", "gradient", "carried", "loss"}
_SEEN_IN_TURNS = {*_OF_TURNS, "yhat", "slope"}
_SHOWS_NOTHING = {"no_loop", "unseen", "unreached"}
_KNOWN = {"NoneType", "str", "list", "tuple", "dict", "set", "frozenset"}
_LOADER, _OPTIMIZERS = "DataLoader", "torch.optim"
_OF_LOADERS = {"batch_size", "shuffle", "drop_last"}
MOST_LAPS, LARGEST = 64, 4096
"""Laps beyond twice the solution's turns, and whole numbers that no probe hands over: a forged tape costs no time."""

Columns = dict[str, list[Column]]


def with_own_laps(case: Case, probe: str, tape: Tape) -> Followed | None:
    """The solution's call as the student's goes about it, with the right helper.

    None where it is not shown that every turn is one of a helper's.
    """
    native = case.tapes[probe][0] or tape
    if not _is_all_laps(native) or not _is_alive(native):
        return None
    asked = case.probe(probe, shadow=False)
    right = case.solution_program.tape(asked, shadow=False)
    most = MOST_LAPS + 2 * sum(_counts(right))
    if sum(lap.times for lap in native.laps) > most:
        return None
    again = _Again(case, native.laps)

    def call(*args: Any, **kwargs: Any) -> Any:
        return again.call(args, kwargs)

    runner = case.solution_program.with_made(asked.exercise, lambda _own: call)
    followed = case.paired(probe, runner.followed_by(asked, _Until(most)))
    if followed is None or not again.done or not _turns_alike(followed, right):
        return None
    return Followed(followed, frozenset(lap.exercise for lap in native.laps if lap.exercise))


def is_the_helpers(case: Case, check: Check, followed: Followed, found: Difference | None) -> bool:
    """True where what a check has found is right in the solution's call by laps."""
    right = case.solution_program.tape(case.probe(check.probe, shadow=False), shadow=False)
    counted = _counts(followed.tape) == _counts(right)
    if counted and _ends_alike(followed.tape, right):
        return True
    if found is None:
        return False
    if found.kind is Kind.EPOCHS:
        return counted
    if found.quantity.partition(".")[0] in _SEEN_IN_TURNS or found.note in _SHOWS_NOTHING:
        return True
    return counted and found.kind in {Kind.VALUE, Kind.NOT_FINITE} and _follows(case, check, found.quantity)


def _follows(case: Case, check: Check, quantity: str) -> bool:
    """True where a value is the solution's, had it gone the student's way."""
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


def _is_alive(tape: Tape) -> bool:
    """True where the first turn has a gradient, or none is seen in any."""
    first = [tensor(column.value)[0] for column in tape.columns if column.quantity.startswith("gradient.")]
    return not first or any(bool(torch.isfinite(one).all() and one.any()) for one in first)


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
        return objects[end.returned] if end.returned in objects else revive(end.inputs[0])

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


def _optimizer(value: Value, objects: dict[int, Any]) -> torch.optim.Optimizer:
    """An optimiser of one group, with those options and our parameters."""
    kinds = {name: one for name, one in vars(torch.optim).items() if isinstance(one, type)}
    made = kinds[value.type]
    options = revive(_as_dict(value))
    places = options.pop("params")
    parameters = [tensors_in(objects[number])[place] for number, place in places]
    if any("." in name for name in options):
        raise LookupError
    known = inspect.signature(made).parameters
    return made(parameters, **{name: one for name, one in options.items() if name in known})


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


# ---------------------------------------------------------------------- beside the solution's


def _counts(tape: Tape) -> list[int]:
    return [loop.epochs for loop in loops_of(tape)]


def _turns_alike(mine: Tape, right: Tape) -> bool:
    """True where the turns are the solution's, as many as there are."""
    both = loops_of(mine), loops_of(right)
    return len(both[0]) == len(both[1]) and all(map(_loop_alike, *both))


def _loop_alike(mine: Tape, right: Tape) -> bool:
    count = min(mine.epochs, right.epochs)
    own, others = _columns(mine), _columns(right)
    return count > 0 and all(
        _rows_alike(own.get(name), others.get(name), count, may_lack=parted(name)[0] == "carried")
        for name in {**own, **others}
    )


def _columns(tape: Tape) -> Columns:
    found: Columns = {}
    for column in tape.columns:
        if parted(column.quantity)[0].removeprefix("sample.") in _OF_TURNS and column.value.dtype:
            found.setdefault(column.quantity, []).append(column)
    return found


def _rows_alike(mine: list[Column] | None, right: list[Column] | None, count: int, *, may_lack: bool) -> bool:
    """True where these are the same numbers in every turn; a lack of them is zeros."""
    if mine is None or right is None:
        return may_lack and not any(bool(tensor(one.value).any()) for one in mine or right or ())
    (epochs, rows), (own_epochs, own) = (_until(count, columns) for columns in (mine, right))
    if epochs != own_epochs or rows.shape != own.shape:
        return False
    return not bool(beyond(VALUE_UNITS * Precision.SINGLE.value, rows, own, sizes_so_far(own)).any())


def _until(count: int, columns: list[Column]) -> tuple[list[int], torch.Tensor]:
    """The first turns of a quantity whose shape does not change."""
    column = columns[0]
    kept = [place for place, epoch in enumerate(column.epochs) if epoch < count]
    return [column.epochs[place] for place in kept], flat(tensor(column.value)[kept])


def _ends_alike(mine: Tape, right: Tape) -> bool:
    """True where the call leaves and gives back what the solution's does."""
    if mine.ending is not Ending.FINISHED or mine.changed != right.changed:
        return False
    pairs = [({**one.seen, "returned": one.returned or Value("NoneType")}) for one in (mine, right)]
    names = [name for name in {**pairs[0], **pairs[1]} if not name.startswith("loop.")]
    return all(_deeply_alike(*(one.get(name) for one in pairs)) for name in names)


def _deeply_alike(mine: Value | None, right: Value | None) -> bool:
    if mine is None or right is None:
        return mine is right
    if mine.dtype or not mine.items:
        return mine.type == right.type and alike(mine, right)
    same = (mine.type, mine.names, len(mine.items)) == (right.type, right.names, len(right.items))
    return same and all(map(_deeply_alike, mine.items, right.items))
