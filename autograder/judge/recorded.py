"""Recorded facts of a student's work: turns, names, flags, counts and objects.

A comparison with one that fails says what was different.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, ValuesView
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.errors import DepartedError
from autograder.judge.comparison import Comparison, Seen, seen
from autograder.model import Difference, Kind, Tape, Value
from autograder.recorder.describe import revive, tensor

if TYPE_CHECKING:
    from autograder.judge.right_path import RightTurn
    from autograder.judge.view import StudentWork


class Turn:
    """One update as it was seen.

    `.epoch .yhat .loss`, and by parameter name `.before .carried .slope .gradient .after`.

    `.slope` is the derivative of the student's own loss; only the first few epochs show one.
    """

    def __init__(self, mine: StudentWork, epoch: int) -> None:
        self.epoch = epoch
        self._mine = mine

    @property
    def right(self) -> RightTurn:
        """The solution's value, from the student's own parameters and earlier gradients."""
        return self._mine.right.turn(self.epoch)

    def shows(self, quantity: str) -> bool:
        """True where the quantity of this epoch is known."""
        try:
            getattr(self, quantity)
        except DepartedError:
            return False
        return True

    def __getattr__(self, quantity: str) -> Any:
        """A quantity of this epoch, as it stands on the tape."""
        return self._mine.at(quantity, self.epoch)


class RecordedName(str):
    """A type or dtype of the student's value; a comparison that fails says which."""

    __slots__ = ("kind",)
    kind: Kind

    @classmethod
    def of(cls, text: str, kind: Kind) -> RecordedName:
        """`text`, and the kind of difference that a comparison with it would show."""
        made = cls(text)
        made.kind = kind
        return made


class GraphFlag(int):
    """A flag, set where the value was still attached to its graph.

    Asked and not set, it says so.
    """

    comparison: Comparison
    quantity: str

    @classmethod
    def of(cls, kept: bool, comparison: Comparison, quantity: str) -> GraphFlag:  # noqa: FBT001 - a truth, as recorded
        """`kept`, for a quantity of the check that this comparison is of."""
        made = cls(kept)
        made.comparison, made.quantity = comparison, quantity
        return made

    def __bool__(self) -> bool:
        """As recorded; if not, that is the difference."""
        if not int(self):
            self.comparison.difference = Difference(Kind.GRAPH, self.quantity)
        return bool(int(self))


class ChangedInputs(tuple[str, ...]):
    """Names of inputs that the code has changed; compared with those it may change."""

    __slots__ = ()
    kind = Kind.CHANGED

    def but(self, *names: str) -> ChangedInputs:
        """Leave out these, which may change."""
        return ChangedInputs(name for name in self if name not in names)


class EpochCount(int):
    """The number of epochs, or of updates, of the student's loop.

    `difference` is what another number would be.
    """

    kind = Kind.EPOCHS
    quantity: str = ""
    loop: str = ""

    @classmethod
    def of(cls, number: int, quantity: str, loop: str) -> EpochCount:
        """`number` of what is counted, in the loop of that name."""
        made = cls(number)
        made.quantity, made.loop = quantity, loop
        return made


class RecordedSet(frozenset[Any]):
    """A set that equals sets alone. `members`: as they were recorded, in their order."""

    members: list[Any]

    @classmethod
    def of(cls, plain: Iterable[Any], members: list[Any]) -> RecordedSet:
        """A set of plain members, and the same ready to be compared."""
        made = cls(plain)
        made.members = members
        return made


NO_DTYPE = RecordedName.of("", Kind.DTYPE)


@dataclass(frozen=True)
class RecordedObject:
    """A recorded value that is no number.

    Compare it as plain Python, or ask for its parts.
    """

    value: Any
    type: RecordedName
    stored: RecordedName = NO_DTYPE
    graph: bool = False

    def __eq__(self, other: object) -> bool:
        """As plain Python, or as close decides."""
        return bool(other == self.value) if type(other).__name__ == "Close" else self.value == other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """The value, as a student would read it."""
        return repr(self.value)

    def __iter__(self) -> Iterator[Any]:
        """The parts of a list, tuple or mapping."""
        return iter(self.value)

    def __len__(self) -> int:
        """How many parts."""
        return len(self.value)

    def keys(self) -> KeysView[Any]:
        """The names of a mapping's parts, as of a dict."""
        return self.value.keys()

    def values(self) -> ValuesView[Any]:
        """A mapping's parts, as of a dict."""
        return self.value.values()

    def items(self) -> ItemsView[Any, Any]:
        """A mapping's parts by name, as of a dict."""
        return self.value.items()

    def __getitem__(self, key: Any) -> Any:
        """One part."""
        return self.value[key]


def plain(value: Any) -> Any:
    """A recorded value as its student wrote it, within lists and mappings too."""
    match value:
        case RecordedObject():
            return plain(value.value)
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case list() | tuple():
            return type(value)(plain(one) for one in value)
        case _:
            return value


class NamedParameters(dict[str, Any]):
    """Parameters by name or its end, where that is one's alone.

    One that the student's loop never had is a difference, not a mistake in the check.
    """

    def has(self, name: str) -> bool:
        """True where this parameter was in the student's loop."""
        return name in self or len(self._ending(name)) == 1

    def __missing__(self, name: str) -> Any:
        alike = self._ending(name)
        if len(alike) == 1:
            return self[alike[0]]
        raise DepartedError(Difference(Kind.OTHER, name, note="unseen"))

    def _ending(self, name: str) -> list[str]:
        return [own for own in self if own.endswith(f".{name}") or name.endswith(f".{own}")]


def recorded(value: Value | None, native: Value | None, quantity: str, comparison: Comparison) -> Any:
    """A value that a run left, ready to be compared: its form is the native run's."""
    if value is None:
        return RecordedObject(None, RecordedName.of("NoneType", Kind.TYPE))
    native = native or value
    kind = RecordedName.of(native.type, Kind.TYPE)
    if value.dtype:
        stored = RecordedName.of(native.dtype, Kind.DTYPE)
        form = kind, stored, GraphFlag.of(native.graph, comparison, quantity)
        return seen(tensor(value), comparison, quantity=quantity, form=form)
    pairs = zip(value.items, native.items or value.items, strict=False)
    return RecordedObject(_shaped(value, [recorded(item, other, quantity, comparison) for item, other in pairs]), kind)


def seen_on(tape: Tape) -> dict[str, Any]:
    """All that the driver wrote down of the solution, `returned` among it."""
    values = {"returned": tape.returned} if tape.returned else {}
    values |= {name: value for name, value in tape.seen.items() if not name.startswith("loop.")}
    return {name: right_value(value) for name, value in values.items()}


def right_value(value: Value) -> Any:
    """A value that the solution left, as `close` takes it."""
    return tensor(value) if value.dtype else _shaped(value, [right_value(item) for item in value.items])


def _shaped(value: Value, parts: list[Any]) -> Any:
    if value.type == "Axes":
        return list(zip(value.names, parts, strict=True))  # of which several have one name
    if value.names:
        return dict(zip(value.names, parts, strict=True))
    if value.type in {"tuple", "Size"}:
        return tuple(parts)
    if value.type == "list":
        return parts
    if value.type in {"set", "frozenset"}:
        return RecordedSet.of(revive(value), parts)
    return value.text if value.type == "str" else (None if value.type == "NoneType" else (parts or revive(value)))


def reshaped(quantity: str, rows: list[Seen]) -> Difference:
    """The first epoch whose row has another shape than the first."""
    place = next(i for i, row in enumerate(rows) if row.shape != rows[0].shape)
    was, now = rows[0], rows[place]
    return Difference(Kind.SHAPE, quantity, now.epoch, (), str(tuple(now.shape)), str(tuple(was.shape)))
