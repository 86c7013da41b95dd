"""Tapes: values by content, epoch after epoch, and how a probe ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Ending(StrEnum):
    """End of a probe. BROKEN is ours; all others are the student's doing."""

    FINISHED = "finished"
    RAISED = "raised"
    MISSING = "missing"  # the function is not in the submission
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    TAPE_FULL = "tape_full"  # more was to be written down than may be
    KILLED = "killed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Value:
    """A value by content, never pickled: numbers are raw little-endian bytes."""

    type: str  # "Tensor", "ndarray", "float", "NoneType", "tuple", …
    dtype: str = ""  # "float32", …; "" when not a number
    shape: tuple[int, ...] = ()
    data: bytes = b""
    graph: bool = False  # still attached to the autograd graph
    items: tuple[Value, ...] = ()
    names: tuple[str, ...] = ()  # of the items, where they have names
    text: str = ""  # a string's content, or a capped repr of anything else


@dataclass(frozen=True, slots=True)
class Column:
    """A quantity over epochs: `value` stacks them along its first axis.

    A new shape or dtype starts a new Column.
    """

    quantity: str  # "yhat", "loss", "gradient.What", "before.What", "after.What", "carried.What"
    epochs: tuple[int, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class RecordedLoop:
    """One loop of several in a call.

    `columns` are empty where they are the tape's own.
    """

    file: str
    line: int
    optimizer: str
    turns: int  # updates
    ticks: tuple[int, ...] = ()  # of every turn, its number among those of all loops
    columns: tuple[Column, ...] = ()
    names: tuple[str, ...] = ()  # of its parameters


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception in student code, at the student's own file and line."""

    type: str
    message: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A call from one exercise of a student's into another.

    A tape keeps the first few.
    """

    exercise: str
    inputs: tuple[Value, ...]
    returned: Value


@dataclass(frozen=True, slots=True)
class HelperCall:
    """Calls in a row of an own exercise that turn, move or make something.

    What they are given is told by identity. The last has no exercise: it is where the caller ended, and its objects are the
    optimisers that have stepped.
    """

    exercise: str
    times: int = 1
    objects: tuple[int, ...] = ()  # of every input, its number: from 0 on what the caller was given, as it came
    inputs: tuple[Value, ...] = ()  # by content, where they have no number or get it here
    names: tuple[str, ...] = ()  # of the last inputs, where they were given by name
    returned: int = -1  # the number of what it gave back
    turns: tuple[int, int] = (0, 0)  # of all loops, begun before and by the end
    untouched: bool = False  # since the last one, or the beginning: no more than gradients were cleared
    draws: tuple[str, str] = ("", "")  # the state of random numbers before and after
    seed: int = 0
    raised: bool = False  # it ended by an exception; of the last, its caller did


@dataclass(frozen=True, slots=True)
class Tape:
    """The record of one probe. `columns` hold what was seen epoch by epoch."""

    probe: str
    ending: Ending
    fault: Fault | None = None
    returned: Value | None = None
    seen: Mapping[str, Value] = field(default_factory=dict)
    epochs: int = 0
    columns: tuple[Column, ...] = ()
    changed: tuple[str, ...] = ()  # inputs that were changed in place
    calls: tuple[Call, ...] = ()  # the student's own exercises called on the way: follow-through
    shadow: bool = False  # recorded with float32 widened to float64
    pure: bool = True  # in a shadow: no float32 was left
    loops: tuple[
        RecordedLoop, ...
    ] = ()  # where there are several: all, as they began; the longest one's columns are above
    helper_calls: tuple[HelperCall, ...] = ()  # the student's own exercises called for their turns: follow-through


@dataclass(frozen=True, slots=True)
class Cost:
    """Resources that running a submission took, measured from outside.

    Never the same twice, so no mark and no student's page rests on it. `seconds` are by the clock, by exercise; "" is
    reading the files.
    """

    cpu_seconds: float = 0.0
    memory_mb: float = 0.0  # at most, libraries included
    seconds: Mapping[str, float] = field(default_factory=dict)
    longest: float = 0.0  # seconds of any one call
    tape_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Recording:
    """All tapes of a submission.

    `faults` are cells and files that raised when loaded; `printed` is capped and unescaped.
    """

    submission: str  # its digest
    tapes: tuple[Tape, ...]
    faults: tuple[Fault, ...] = ()
    printed: str = ""
    ending: Ending = Ending.FINISHED  # of the process as a whole
    detail: str = ""  # for BROKEN: what broke, for the operator
    cost: Cost = field(default=Cost(), compare=False)
