"""Nouns of the model ↔ rows: compressed MessagePack beside columns.

Nothing is ever unpickled.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, assert_never

import msgspec

from autograder.clock import utc
from autograder.errors import RecordError
from autograder.files import digest, plain
from autograder.model import Decision, Ending, Grade, Publication, Recording, Submission, Tape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from autograder.model import Check, Mark

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

T = TypeVar("T")
LOOP = "loop"
"""Stands where an exercise does for the bare loops of a notebook: whose they are, the judge finds out."""
CHECKED: dict[int, int] = {zstd.CompressionParameter.compression_level: 3, zstd.CompressionParameter.checksum_flag: 1}


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
        return msgspec.msgpack.decode(zstd.decompress(packed), type=kind)
    except (zstd.ZstdError, msgspec.DecodeError) as error:
        raise RecordError(
            f"The store holds a {getattr(kind, '__name__', kind)} that cannot be read ({error}): its bytes are damaged. "
            "Restore the store from a backup, or grade the week again into a new one."
        ) from error


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


def tapes_by_exercise(recording: Recording) -> dict[str, bytes]:
    """The tapes of a recording, packed by exercise."""
    placed: defaultdict[str, list[PlacedTape]] = defaultdict(list)
    for place, tape in enumerate(recording.tapes):
        placed[tape.probe.partition("/")[0]].append(PlacedTape(place, tape))
    return {exercise: pack(tuple(tapes)) for exercise, tapes in placed.items()}


def tapes_in_order(packed: Iterable[bytes]) -> tuple[Tape, ...]:
    """The tapes of some exercises, in the order of their recording."""
    placed = [tape for exercise in packed for tape in unpack(exercise, tuple[PlacedTape, ...])]
    return tuple(one.tape for one in sorted(placed, key=lambda one: one.place))


def _broken(recording: Recording) -> bool:
    """True for one that ended by our fault anywhere, and must be made again."""
    return Ending.BROKEN in {recording.ending, *(tape.ending for tape in recording.tapes)}
