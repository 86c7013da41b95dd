"""Paths as a TA gives them → every file in them, read once and let go: folders, files, zips, and zips in zips."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageError
from autograder.model import Fate, Reason
from autograder.submissions import names
from autograder.submissions.archives import MEGA
from autograder.submissions.items import Item, Refused
from autograder.submissions.reading import Reading, content, item, known
from autograder.submissions.unpack import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Place:
    """A file on the disk, and the parts that lead to it."""

    file: Path
    parts: tuple[str, ...]
    refused: Refused | None = None


def walk(paths: Sequence[Path], reading: Reading, progress: Progress | None = None) -> tuple[Item, ...]:
    """Every file under the paths, in the order of their names, whatever the order of the paths."""
    places = [place for root, parts in _roots(paths) for place in _places(root, parts)]
    places.sort(key=lambda place: (place.parts, place.file))
    found: list[Item] = []
    for done, place in enumerate(places, 1):
        found.extend(_from_disk(place, reading))
        if progress is not None:
            progress(done, len(places))
    return _distinct(found)


def _roots(paths: Sequence[Path]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each path once, with the name it goes by. Siblings and single files are named from their folder: `subs/*` is `subs`."""
    whole = sorted({path.resolve() for path in paths})
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist. Submissions are folders, .py, .ipynb or .zip files.")
    roots = [path for path in whole if not any(other in path.parents for other in whole)]
    siblings = Counter(path.parent for path in roots)
    lengths = _lengths({path.parent if _goes_by_folder(path, siblings) else path for path in roots})
    for path in roots:
        top = path.parent if _goes_by_folder(path, siblings) else path
        shown = tuple(_disk_name(part) for part in top.parts[-lengths[top] :])
        yield path, ("/".join(shown), *((_disk_name(path.name),) if top != path else ()))


def _goes_by_folder(path: Path, siblings: Counter[Path]) -> bool:
    return not path.is_dir() or siblings[path.parent] > 1


def _lengths(tops: set[Path]) -> dict[Path, int]:
    """How many parts from the end tell each folder from the others."""
    lengths = dict.fromkeys(tops, 1)
    while True:
        shown = Counter(top.parts[-lengths[top] :] for top in tops)
        same = [top for top in tops if shown[top.parts[-lengths[top] :]] > 1 and lengths[top] < len(top.parts)]
        if not same:
            return lengths
        lengths |= {top: lengths[top] + 1 for top in same}


def _disk_name(name: str) -> str:
    return names.canonical(names.decoded(os.fsencode(name)))


def _places(path: Path, parts: tuple[str, ...]) -> Iterator[_Place]:
    """The files under a path. Links are not followed; a tool's folder and an empty one are a line each."""
    if not path.is_dir():
        yield _Place(path, parts, None if path.is_file() else Refused(Fate.UNREADABLE, Reason.NOT_A_FILE))
        return
    if len(parts) > names.PARTS:
        yield _Place(path, (*parts, ""), Refused(Fate.UNREADABLE, Reason.LONG_NAME))
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield _Place(path, parts, Refused(Fate.UNREADABLE, Reason.NO_ACCESS, error.strerror or ""))
        return
    if not entries:
        yield _Place(path, (*parts, ""), Refused(Fate.IGNORED, Reason.EMPTY_FOLDER))
    for entry in entries:
        below = (*parts, _disk_name(entry.name))
        if entry.is_symlink():
            yield _Place(path / entry.name, below, Refused(Fate.UNREADABLE, Reason.LINK))
        elif entry.is_dir() and entry.name.casefold() in names.HEAVY:
            yield _Place(path / entry.name, (*below, ""), Refused(Fate.IGNORED, Reason.DEBRIS))
        elif refused := _unsafe(below[-1:]):
            yield _Place(path / entry.name, below, refused)
        else:
            yield from _places(path / entry.name, below)


def _unsafe(parts: tuple[str, ...]) -> Refused | None:
    reason = names.unsafe(parts)
    return Refused(Fate.UNREADABLE, reason) if reason else None


def _from_disk(place: _Place, reading: Reading) -> Iterator[Item]:
    fate = place.refused or known(place.parts, reading)
    try:
        size, modified = _status(place.file)
        if fate is not None:
            yield item(place.parts, fate, modified)
        elif names.is_archive(place.parts[-1]):
            with place.file.open("rb") as stream:
                yield from unpacked(stream, size, place.parts, reading)
        elif size > reading.archive.member_mb * MEGA:
            detail = f"{size // MEGA} MB; the limit is {reading.archive.member_mb} MB"
            yield item(place.parts, Refused(Fate.UNREADABLE, Reason.TOO_LARGE, detail), modified)
        else:
            yield item(place.parts, content(place.parts[-1], place.file.read_bytes(), reading), modified)
    except OSError as error:
        yield item(place.parts, Refused(Fate.UNREADABLE, Reason.NO_ACCESS, error.strerror or type(error).__name__))


def _status(file: Path) -> tuple[int, datetime]:
    status = file.lstat()
    return status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)


def _distinct(found: list[Item]) -> tuple[Item, ...]:
    """The items with a number behind each path that was there before: every line names one file."""
    seen: Counter[str] = Counter()
    distinct: list[Item] = []
    for one in found:
        seen[one.path] += 1
        again = seen[one.path]
        distinct.append(one if again == 1 else replace(one, path=f"{one.path}#{again}"))
    return tuple(distinct)
