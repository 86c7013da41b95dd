"""Tapes ↔ the rows of their parts, each kept once.

A part is known by the digest of its bytes, and kept as differences from one like it where that takes less.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from autograder.errors import RecordError
from autograder.files import sha256, zstd
from autograder.store.coding import coded, decoded
from autograder.store.packing import (
    Content,
    PlacedTape,
    in_order,
    named_parts,
    put_together,
    taken_apart,
    tapes_by_exercise,
)
from autograder.store.schema import contents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from autograder.model import Recording

MOST_BASES = 4
"""Arrays of a kind that others are tried against."""
WORTH_A_BASE = 0.7
"""Differences are kept where they take no more of the bytes than this: reading them reads two rows."""


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A recording's tapes, ready to be kept.

    The digest of every exercise's, and all parts that these consist of.
    """

    exercises: Mapping[str, str]
    parts: Mapping[str, Content]


def recording_parts(recording: Recording) -> TakenApart:
    """Take a recording's tapes apart."""
    exercises: dict[str, str] = {}
    parts: dict[str, Content] = {}
    for exercise, tapes in tapes_by_exercise(recording).items():
        exercises[exercise], own = taken_apart(in_order(tapes), exercise)
        parts |= own
    return TakenApart(exercises, parts)


def new_rows(db: Connection, parts: Mapping[str, Content]) -> list[dict[str, Any]]:
    """The rows of those parts that are not kept yet.

    They are in the order of their digests: who keeps the same at the same time waits, and never in a ring.
    """
    known = set(db.execute(select(contents.c.digest).where(contents.c.digest.in_(parts))).scalars())
    new = {name: part for name, part in parts.items() if name not in known}
    bases = _bases(db, {part.kind for part in new.values() if part.layout.width > 1})
    return [_row(name, new[name], bases.get(new[name].kind, {})) for name in sorted(new)]


def read_tapes(db: Connection, exercises: Iterable[str]) -> list[PlacedTape]:
    """The tapes of some exercises, by digest.

    Raises RecordError where a part of them was damaged.
    """
    bare = read_contents(db, {*exercises})
    arrays = read_contents(db, set().union(*map(named_parts, bare.values())))
    return [tape for one in bare.values() for tape in put_together(one, arrays.__getitem__, tuple[PlacedTape, ...])]


def read_contents(db: Connection, wanted: Collection[str]) -> dict[str, bytes]:
    """Parts by digest."""
    query = select(contents.c.digest, contents.c.base, contents.c.packed)
    rows = {row.digest: row for row in db.execute(query.where(contents.c.digest.in_(wanted)))}
    if missing := {*wanted} - rows.keys():
        raise RecordError(_damaged(f"{min(missing)} is not there"))
    bases = {row.base for row in rows.values() if row.base}
    below = read_contents(db, bases) if bases else {}
    return {name: _read(name, row.packed, below.get(row.base)) for name, row in rows.items()}


def _bases(db: Connection, kinds: Collection[str]) -> dict[str, dict[str, bytes]]:
    """By kind and digest, some arrays that are kept whole."""
    if not kinds:
        return {}
    place = func.row_number().over(partition_by=contents.c.kind, order_by=contents.c.digest).label("place")
    ranked = select(contents.c.digest, contents.c.kind, contents.c.packed, place)
    whole = ranked.where(contents.c.kind.in_(kinds), contents.c.base.is_(None)).subquery()
    found: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for row in db.execute(select(whole).where(whole.c.place <= MOST_BASES)):
        found[row.kind][row.digest] = _read(row.digest, row.packed, None)
    return found


def _row(name: str, part: Content, bases: Mapping[str, bytes]) -> dict[str, Any]:
    whole = coded(part.content, part.layout)
    others = {base: coded(part.content, part.layout, content) for base, content in bases.items()}
    base = min(others, key=lambda base: len(others[base]), default=None)
    if base is None or len(others[base]) > WORTH_A_BASE * len(whole):
        base = None
    return {"digest": name, "kind": part.kind, "base": base, "packed": whole if base is None else others[base]}


def _read(name: str, packed: bytes, base: bytes | None) -> bytes:
    try:
        content = decoded(packed, base)
    except (zstd.ZstdError, struct.error, ValueError, LookupError) as error:
        raise RecordError(_damaged(str(error))) from error
    if sha256(content) != name:
        raise RecordError(_damaged(f"{name} is another's"))
    return content


def _damaged(why: str) -> str:
    return (
        f"The store holds a tape that cannot be read ({why}): its bytes are damaged. "
        "Restore the store from a backup, or grade the week again into a new one."
    )
