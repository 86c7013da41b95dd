"""Requests and frames ↔ bytes, with a schema.

What does not fit the types is refused, and nothing is ever unpickled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import msgspec

from autograder.errors import SubmissionError
from autograder.model import Ending, Fault, Probe, Source, Tape, Value

ITEM_BYTES = {
    "bool": 1,
    "uint8": 1,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "int64": 8,
    "float16": 2,
    "bfloat16": 2,
    "float32": 4,
    "float64": 8,
    "complex64": 8,
    "complex128": 16,
}
"""Bytes an element, for every dtype a tape may hold."""

LONGEST_TEXT = 10_000
"""Characters of any one text on a tape; our own recorder stays far below."""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that crosses into the sandbox for one submission.

    `skip` lists what is not to be tried (again); with `definitions`, top-level code that only acts is not run.
    """

    sources: tuple[Source, ...]
    exercises: dict[str, str]  # name → module it belongs in
    drivers: dict[str, str]  # module → source
    probes: tuple[Probe, ...]
    skip: tuple[str, ...] = ()
    definitions: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One message out of the sandbox.

    Something begins, or it `ended` with these tapes.

    What begins is the loading of the work ("" and, in the shadow, "~") or a probe ("mse/lecture", "~mse/lecture").
    """

    probe: str
    ended: bool = False
    tapes: tuple[Tape, ...] = ()
    faults: tuple[Fault, ...] = ()


_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_frames = msgspec.msgpack.Decoder(Frame)
"""Made before there are threads: two that first meet a class at once end the process (msgspec 0.22)."""


def encode(message: Request | Frame | Tape | Value | Probe) -> bytes:
    """The message as MessagePack."""
    return _encoder.encode(message)


def decode_request(payload: bytes) -> Request:
    """The request that our own side encoded."""
    return _requests.decode(payload)


def decode_frame(raw: bytes) -> Frame:
    """A frame from the sandbox.

    Whatever is not one, to the last byte of its arrays, raises SubmissionError.
    """
    try:
        frame = _frames.decode(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise SubmissionError(f"a frame of {len(raw)} bytes is no frame of a tape: {error}") from None
    for tape in frame.tapes:
        _inspect(tape)
    return frame


def _inspect(tape: Tape) -> None:
    """Refuse arrays of other sizes than they say, endless texts, and excuses."""
    if tape.ending is Ending.BROKEN:
        raise SubmissionError(f"the tape of {tape.probe} says that the grader failed, which is not for a tape to say")
    waiting = [value for value in (tape.returned, *tape.seen.values()) if value is not None]
    columns = [*tape.columns, *(column for loop in tape.loops for column in loop.columns)]
    waiting += [column.value for column in columns]
    waiting += [value for call in tape.calls for value in (*call.inputs, call.returned)]
    waiting += [value for helper_call in tape.helper_calls for value in helper_call.inputs]
    for column in columns:
        if column.value.shape[:1] != (len(column.epochs),):
            raise SubmissionError(
                f"column {column.quantity} has {len(column.epochs)} epochs but shape {column.value.shape}"
            )
    texts = [tape.fault.type, tape.fault.message, tape.fault.file] if tape.fault else []
    texts += [column.quantity for column in columns]
    texts += [text for loop in tape.loops for text in (loop.file, loop.optimizer, *loop.names)]
    texts += [
        text
        for helper_call in tape.helper_calls
        for text in (helper_call.exercise, *helper_call.names, *helper_call.draws)
    ]
    while waiting:
        value = waiting.pop()
        waiting += value.items
        texts += [value.type, value.text]
        if value.dtype and len(value.data) != _bytes(value):
            raise SubmissionError(f"a {value.dtype} of shape {value.shape} holds {len(value.data)} bytes")
    if (longest := max(map(len, texts), default=0)) > LONGEST_TEXT:
        raise SubmissionError(f"a text of {longest} characters stands on the tape of {tape.probe}")


def _bytes(value: Value) -> int:
    size = ITEM_BYTES.get(value.dtype)
    if size is None or min(value.shape, default=0) < 0:
        raise SubmissionError(f"dtype {value.dtype!r} with shape {value.shape} cannot be on a tape")
    return size * math.prod(value.shape)
