"""A zip, from disk or from another zip → an Item a member, or one for the archive where it is refused whole."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from autograder.errors import UnreadError
from autograder.model import Fate, Reason
from autograder.submissions import archives, names
from autograder.submissions.archives import Allowance, Member
from autograder.submissions.items import Item, Refused
from autograder.submissions.reading import Reading, content, item, known, refused

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class _Archive:
    """An archive that is being read: where it lies, how deep, and what it may unpack to."""

    parts: tuple[str, ...]
    depth: int
    allowance: Allowance


@dataclass(frozen=True, slots=True)
class _Choice:
    """A member to tell of: under which parts, and its fate where that is known without reading it."""

    parts: tuple[str, ...]
    member: Member
    fate: Refused | None


def unpacked(stream: IO[bytes], size: int, parts: tuple[str, ...], reading: Reading) -> Iterator[Item]:
    """Every member of the archive that lies at `parts` on the disk."""
    archive = _Archive(parts, 1, Allowance(size, reading.archive))
    yield from _members(stream, archive, reading)


def _members(stream: IO[bytes], where: _Archive, reading: Reading) -> Iterator[Item]:
    limits = reading.archive
    most = limits.members if where.depth == 1 else limits.nested_members
    if where.depth > limits.depth:
        detail = f"{where.depth} archives in each other; the limit is {limits.depth}"
        yield item(where.parts, Refused(Fate.UNREADABLE, Reason.TOO_DEEP, detail))
        return
    try:
        with archives.opened(stream, members=most) as archive:
            listed = archives.members(archive, most=most, zone=reading.zone)
            chosen = sorted(_chosen(listed, where.parts, reading), key=lambda choice: choice.parts)
            archives.check_sizes([choice.member for choice in chosen if not choice.fate], where.allowance, limits)
            for choice in chosen:
                yield from _items(archive, choice, where, reading)
    except UnreadError as error:
        yield item(where.parts, refused(error))


def _chosen(listed: tuple[Member, ...], above: tuple[str, ...], reading: Reading) -> Iterator[_Choice]:
    """What to tell of: every file, a folder only where it is empty or a tool's, of two with one name both."""
    last = {member.raw: index for index, member in enumerate(listed)}
    sound = [member.parts for member in listed if not member.refused]
    parents = {parts[:end] for parts in sound for end in range(1, len(parts))}
    heavy: set[tuple[str, ...]] = set()
    for index, member in enumerate(listed):
        parts = (*above, *member.parts)
        tool = next((end for end, part in enumerate(member.parts, 1) if part.casefold() in names.HEAVY), 0)
        if member.refused:
            yield _Choice((*above, member.raw), member, Refused(Fate.UNREADABLE, member.refused))
        elif tool:
            if member.parts[:tool] not in heavy:
                yield _Choice((*above, *member.parts[:tool], ""), member, Refused(Fate.IGNORED, Reason.DEBRIS))
            heavy.add(member.parts[:tool])
        elif member.is_folder:
            if member.parts not in parents:
                yield _Choice((*parts, ""), member, Refused(Fate.IGNORED, Reason.EMPTY_FOLDER))
        elif last[member.raw] != index:
            yield _Choice(parts, member, Refused(Fate.SUPERSEDED, Reason.DUPLICATE_NAME))
        else:
            yield _Choice(parts, member, known(parts, reading))


def _items(archive: zipfile.ZipFile, choice: _Choice, where: _Archive, reading: Reading) -> Iterator[Item]:
    member = choice.member
    if choice.fate:
        yield item(choice.parts, choice.fate, member.modified)
        return
    try:
        raw = archives.read(archive, member, reading.archive)
    except UnreadError as error:
        yield item(choice.parts, refused(error), member.modified)
        return
    if names.is_archive(choice.parts[-1]):
        inner = _Archive(choice.parts, where.depth + 1, Allowance(len(raw), reading.archive, where.allowance))
        yield from _members(io.BytesIO(raw), inner, reading)
    else:
        yield item(choice.parts, content(choice.parts[-1], raw, reading), member.modified)
