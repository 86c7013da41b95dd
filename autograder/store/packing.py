"""Nouns of the model ↔ rows: compressed MessagePack beside columns.

Nothing is ever unpickled.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, assert_never

import msgspec

from autograder.clock import utc, zoned
from autograder.decoding import converted, msgpack_decoder
from autograder.errors import RecordError
from autograder.files import digest, plain, sha256, zstd
from autograder.model import Decision, Ending, Grade, Publication, Recording, Signed, Submission, Tape
from autograder.recorder.wire import ITEM_BYTES
from autograder.store.coding import CHECKED, ArrayLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from autograder.model import Check, Mark

T = TypeVar("T")
LOOP = "loop"
"""Stands where an exercise does for the bare loops of a notebook: whose they are, the judge finds out."""
LEAST_APART = 512
"""Bytes from which on an array is a part of its own."""
_PART = 1
_NUMBERS = {int, float}
_HOLDERS = {bytes, dict, list}
"""Of what MessagePack tells, all that may hold an array."""


def pack(noun: object) -> bytes:
    """A dataclass of the model as bytes.

    MessagePack, then Zstandard with a checksum that tells a damaged row.
    """
    return zstd.compress(plain(noun), options=CHECKED)


def unpack(packed: bytes, kind: type[T]) -> T:
    """The dataclass that `pack` was given.

    Raises RecordError where the bytes were damaged.
    """
    try:
        return msgpack_decoder(kind).decode(zstd.decompress(packed))
    except (zstd.ZstdError, msgspec.DecodeError) as error:
        raise RecordError(
            f"The store holds a {getattr(kind, '__name__', kind)} that cannot be read ({error}): its bytes are damaged. "
            "Restore the store from a backup, or grade the week again into a new one."
        ) from error


def signed_columns(signed: Signed) -> dict[str, Any]:
    """Who did it, when and why, as columns of a row."""
    return {"by": signed.by, "at": utc(signed.at), "why": signed.why}


def signed_of(row: Any) -> Signed:
    """Who wrote a row, when and why."""
    return Signed(row.by, zoned(row.at), row.why)


def columns(noun: Grade | Submission | Recording | Decision | Publication) -> dict[str, Any]:
    """A noun as its row.

    A grade leaves its submission and its recording to rows of their own.
    """
    match noun:
        case Grade():
            bare = replace(noun, submission=None, recording=None)
            made = {"digest": digest(bare), "provenance": digest(noun.provenance)}
            score = {"status": noun.status, "points": noun.points, "out_of": noun.out_of}
            return {"week": noun.week, "student": noun.student, **made, **score, "packed": pack(bare)}
        case Submission():
            received = noun.received and utc(noun.received)
            whose = {"week": noun.week, "student": noun.student, "digest": noun.digest}
            return {**whose, "received": received, "lms_mark": noun.lms_mark, "packed": pack(noun)}
        case Recording():
            return {"broken": int(_broken(noun)), "packed": pack(replace(noun, tapes=()))}
        case Decision():
            about = {"week": noun.week, "student": noun.student, "kind": noun.kind, "subject": noun.subject}
            said = {"points": noun.points, "text": noun.text}
            times = {"until": noun.until and utc(noun.until), "received": noun.received and utc(noun.received)}
            return {**about, **said, **times, "withdrawn": noun.withdrawn, "packed": pack(noun)}
        case Publication():
            about = {"week": noun.week, "student": noun.student, "week_version": noun.week_version}
            return {**about, "points": noun.final.points, "out_of": noun.final.out_of, "packed": pack(noun)}
        case _:
            assert_never(noun)


def mark_columns(mark: Mark, checks: Mapping[str, Check]) -> dict[str, Any]:
    """A mark in columns that a person can query.

    `checks`: those of the week's version, by name.
    """
    verdict, check = mark.verdict, checks.get(mark.verdict.check)
    difference = verdict.difference
    return {
        "check_name": verdict.check,
        "exercise": check.exercise if check else verdict.check.partition(".")[0],
        "step": check.step if check else "",
        "outcome": verdict.outcome,
        "points": mark.points,
        "out_of": mark.out_of,
        "mistake": verdict.mistakes[0] if verdict.mistakes else None,
        "quantity": difference.quantity or None if difference else None,
        "epoch": difference.epoch if difference else None,
    }


@dataclass(frozen=True, slots=True)
class PlacedTape:
    """A tape, and where it stood among all of its recording's."""

    place: int
    tape: Tape


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes that are kept once, however many recordings hold them.

    Those of one `kind` may well be alike.
    """

    content: bytes
    layout: ArrayLayout
    kind: str


def tapes_by_exercise(recording: Recording) -> dict[str, tuple[PlacedTape, ...]]:
    """The tapes of a recording, apart by exercise."""
    placed: defaultdict[str, list[PlacedTape]] = defaultdict(list)
    for place, tape in enumerate(recording.tapes):
        placed[tape.probe.partition("/")[0]].append(PlacedTape(place, tape))
    return {exercise: tuple(tapes) for exercise, tapes in placed.items()}


def tapes_in_order(placed: Iterable[PlacedTape]) -> tuple[Tape, ...]:
    """The tapes of some exercises, in the order of their recording."""
    return tuple(one.tape for one in sorted(placed, key=lambda one: one.place))


def in_order(noun: object) -> bytes:
    """A noun as MessagePack, the names in its maps in the order they came.

    That tells what the code named first.
    """
    try:
        return msgspec.msgpack.encode(noun)
    except UnicodeEncodeError:  # no recorder of ours writes such text
        return plain(noun)


def taken_apart(packed: bytes, kind: str) -> tuple[str, dict[str, Content]]:
    """MessagePack → the digest of all but its large arrays, and the parts.

    Parts are by digest, and what is left is one of them.
    """
    parts: dict[str, Content] = {}
    bare = msgspec.msgpack.encode(_without_arrays(msgspec.msgpack.decode(packed), kind, parts))
    name = sha256(bare)
    parts[name] = Content(bare, ArrayLayout(), kind)
    return name, parts


def named_parts(bare: bytes) -> set[str]:
    """The digests of all arrays that were taken out."""
    found: set[str] = set()
    msgspec.msgpack.decode(bare, ext_hook=lambda _code, name: found.add(name.hex()))
    return found


def put_together(bare: bytes, content: Callable[[str], bytes], kind: type[T]) -> T:
    """The noun that was taken apart."""
    whole = msgspec.msgpack.decode(bare, ext_hook=lambda _code, name: content(name.hex()))
    return converted(whole, kind, with_bytes=True)


def _without_arrays(noun: Any, kind: str, parts: dict[str, Content]) -> Any:
    """A copy in which digests stand for arrays.

    Their kind is the way that leads to them, by names and not by places.
    """
    match noun:
        case dict():
            first = next(iter(noun.values()), None)
            own = f"{kind}/{first}" if isinstance(first, str) else kind
            return {
                name: _array_or_noun(noun, name, own, parts) if type(held) in _HOLDERS else held
                for name, held in noun.items()
            }
        case list() if not _NUMBERS.issuperset(map(type, noun)):  # thousands of epochs hold none
            return [_without_arrays(item, kind, parts) if type(item) in _HOLDERS else item for item in noun]
        case _:
            return noun


def _array_or_noun(noun: dict[str, Any], name: str, kind: str, parts: dict[str, Content]) -> Any:
    held = noun[name]
    if not isinstance(held, bytes) or len(held) < LEAST_APART:
        return _without_arrays(held, f"{kind}.{name}", parts)
    layout = _layout(noun.get("dtype", ""), noun.get("shape", ()))
    alike = sha256(f"{kind}.{name}:{layout.width}:{len(held)}".encode())[:16]
    parts[part := sha256(held)] = Content(held, layout, alike)
    return msgspec.msgpack.Ext(_PART, bytes.fromhex(part))


def _layout(dtype: str, shape: Iterable[int]) -> ArrayLayout:
    parts = 2 if dtype.startswith("complex") else 1  # of a number
    row = math.prod((*shape,)[1:]) * parts
    return ArrayLayout(
        ITEM_BYTES.get(dtype, 1) // parts, "float" in dtype or parts > 1, row if 0 < row < 1 << 32 else 0
    )


def _broken(recording: Recording) -> bool:
    """True for one that ended by our fault anywhere, and must be made again."""
    return Ending.BROKEN in {recording.ending, *(tape.ending for tape in recording.tapes)}
