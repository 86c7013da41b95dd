"""A frame from a child → the same, if our recorder could have written it.

The recorder keeps every size small, but it rides in the child, which may write what it likes. So all of its limits are
enforced again here, on our side, before anything is judged, kept or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from autograder.errors import SubmissionError
from autograder.model import Assignment, Column, Fault, Probe, Tape, Value
from autograder.recorder.wire import Frame

SHADOW = "~"
MOST_FAULTS = 20
MOST_LOOPS = 32
MOST_CALLS = 512
MOST_HELPER_CALLS = 512
MOST_COLUMNS = 4096
MOST_ROWS = 1_000_000
MOST_EPOCHS = 10_000_000
MOST_VALUES = 200_000
MOST_NAMES = 256
LONGEST_NAME = 400
LONGEST_MESSAGE = 4_000
DEEPEST = 8
MOST_DIMENSIONS = 32
LARGEST_DIMENSION = 1 << 40
_LOOP = re.compile(r"loop/\d{1,9}")
_OF_FLOATS, _FLOATS = ("gradient.", "carried.", "slope."), ("float", "bfloat", "complex")
_PLAIN = {"bool", "int", "float", "complex"}


@dataclass(frozen=True, slots=True)
class TapeLimits:
    """The probes that were asked for, and the exercises that a tape may name."""

    probes: dict[str, Probe]
    exercises: frozenset[str]

    @classmethod
    def of(cls, assignment: Assignment, probes: tuple[Probe, ...]) -> TapeLimits:
        """The limits of a recording of these probes."""
        names = {exercise.name for exercise in assignment.exercises} | {probe.exercise for probe in probes}
        return cls({probe.id: probe for probe in probes}, frozenset(names))

    @property
    def most_frames(self) -> int:
        """Frames that one child may send.

        Two for each loading and each probe, in both precisions.
        """
        return 4 * (len(self.probes) + 1)

    def admit(self, frame: Frame) -> Frame:
        """The frame itself.

        Raises SubmissionError for one of a size or about something that was not asked for.
        """
        name, shadow = frame.probe.removeprefix(SHADOW), frame.probe.startswith(SHADOW)
        asked = self.probes.get(name)
        if name and (asked is None or (shadow and not asked.shadow)):
            _refuse(f"a frame about {frame.probe[:80]!r}, which was not asked for")
        if not frame.ended and (frame.tapes or frame.faults):
            _refuse("a frame that begins something and already shows what came of it")
        if len(frame.tapes) > (1 if name else MOST_LOOPS) or len(frame.faults) > (0 if name else MOST_FAULTS):
            _refuse(f"{len(frame.tapes)} tapes and {len(frame.faults)} faults in one frame")
        for fault in frame.faults:
            _admit_fault(fault)
        for tape in frame.tapes:
            if tape.shadow is not shadow or not (tape.probe == name if name else _LOOP.fullmatch(tape.probe)):
                _refuse(f"a tape of {tape.probe[:80]!r} where {frame.probe!r} was asked for")
            self._admit_tape(tape)
        return frame

    def _admit_tape(self, tape: Tape) -> None:
        if not 0 <= tape.epochs <= MOST_EPOCHS:
            _refuse(f"a loop of {tape.epochs} epochs")
        if max(len(tape.seen), len(tape.changed)) > MOST_NAMES or len(tape.calls) > MOST_CALLS:
            _refuse("a tape that shows too many things")
        if not {call.exercise for call in tape.calls} <= self.exercises:
            _refuse("a call of something that is no exercise")
        _admit_names((*tape.seen, *tape.changed, *(column.quantity for column in tape.columns)))
        if tape.fault is not None:
            _admit_fault(tape.fault)
        _admit_columns(tape.columns, tape.epochs)
        _admit_loops(tape)
        self._admit_helper_calls(tape)
        for count, (value, depth) in enumerate(_values(tape), 1):
            if count > MOST_VALUES:
                _refuse(f"more than {MOST_VALUES} values")
            _admit_value(value, depth)

    def _admit_helper_calls(self, tape: Tape) -> None:
        if len(tape.helper_calls) > MOST_HELPER_CALLS or not {
            helper_call.exercise for helper_call in tape.helper_calls
        } <= {*self.exercises, ""}:
            _refuse("calls of what is no exercise, or too many")
        for helper_call in tape.helper_calls:
            most = len(helper_call.inputs) if helper_call.exercise else MOST_NAMES
            if max(len(helper_call.objects), len(helper_call.names)) > most or len(helper_call.inputs) > MOST_NAMES:
                _refuse(f"a call of {len(helper_call.inputs)} inputs and {len(helper_call.objects)} objects")
            if (
                not 0 < helper_call.times <= MOST_EPOCHS
                or not 0 <= helper_call.turns[0] <= helper_call.turns[1] <= MOST_EPOCHS
            ):
                _refuse(f"{helper_call.times} calls of {helper_call.turns} turns")
            _admit_names((*helper_call.names, *helper_call.draws))


def _admit_loops(tape: Tape) -> None:
    if len(tape.loops) > MOST_LOOPS:
        _refuse(f"{len(tape.loops)} loops in one call")
    for loop in tape.loops:
        if not 0 <= loop.turns <= MOST_EPOCHS or len(loop.ticks) > loop.turns or not 0 <= loop.line <= MOST_EPOCHS:
            _refuse(f"a loop of {loop.turns} turns")
        if len(loop.names) > MOST_COLUMNS or any(later <= earlier for earlier, later in pairwise(loop.ticks)):
            _refuse("a loop whose turns are not in order")
        _admit_names((loop.file, loop.optimizer, *loop.names, *(column.quantity for column in loop.columns)))
        _admit_columns(loop.columns, loop.turns)


def _admit_columns(columns: tuple[Column, ...], epochs: int) -> None:
    if len(columns) > MOST_COLUMNS or sum(len(column.epochs) for column in columns) > MOST_ROWS:
        _refuse(f"{len(columns)} columns")
    for column in columns:
        rows = column.epochs
        if column.quantity.startswith(_OF_FLOATS) and not column.value.dtype.startswith(_FLOATS):
            _refuse(f"a column {column.quantity!r} of {column.value.dtype}")
        if not rows or rows[0] < 0 or rows[-1] > epochs or any(later <= earlier for earlier, later in pairwise(rows)):
            _refuse(f"a column {column.quantity!r} whose epochs are none, or not in order, or beyond the loop's")


def _values(tape: Tape) -> Iterator[tuple[Value, int]]:
    """Every value on the tape with how deep it lies."""
    waiting = [(value, 0) for value in (tape.returned, *tape.seen.values()) if value is not None]
    waiting += [(column.value, 0) for column in tape.columns]
    waiting += [(column.value, 0) for loop in tape.loops for column in loop.columns]
    waiting += [(value, 0) for call in tape.calls for value in (*call.inputs, call.returned)]
    waiting += [(value, 0) for helper_call in tape.helper_calls for value in helper_call.inputs]
    while waiting:
        value, depth = waiting.pop()
        yield value, depth
        waiting += [(item, depth + 1) for item in value.items]


def _admit_value(value: Value, depth: int) -> None:
    if depth > DEEPEST or max(len(value.items), len(value.names)) > MOST_NAMES:
        _refuse("a value of too many parts")
    if value.names and len(value.names) != len(value.items):
        _refuse(f"a value of {len(value.items)} parts and {len(value.names)} names")
    if len(value.shape) > MOST_DIMENSIONS or max(value.shape, default=0) > LARGEST_DIMENSION:
        _refuse("a value of an impossible shape")
    if value.type in _PLAIN and value.shape:
        _refuse(f"one {value.type} of shape {value.shape}")
    _admit_names((value.type, value.text, *value.names))


def _admit_fault(fault: Fault) -> None:
    _admit_names((fault.type, fault.file))
    if len(fault.message) > LONGEST_MESSAGE or not 0 <= fault.line <= MOST_EPOCHS:
        _refuse(f"an exception with {len(fault.message)} characters, in line {fault.line}")


def _admit_names(names: tuple[str, ...]) -> None:
    longest = max(map(len, names), default=0)
    if longest > LONGEST_NAME:
        _refuse(f"a name of {longest} characters")


def _refuse(reason: str) -> None:
    raise SubmissionError(f"What came from the sandbox is no tape of ours: {reason}.")
