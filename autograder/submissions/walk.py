"""Paths as a TA gives them → every file in them, read once and let go.

Folders, files, archives, and archives in archives.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from autograder.errors import UnreadError, UsageError
from autograder.model import Fate, Reason
from autograder.submissions import archives, mails, names
from autograder.submissions.archives import MEGA, ArchiveLimits, ArchiveMember, UnpackBudget
from autograder.submissions.items import Item, ReadOptions, Refused, content, item, known, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Progress = Callable[[int, int], None]


_HANDLES = Path("/proc/self/fd")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _DiskFile:
    """A file on the disk, and the parts that lead to it."""

    file: Path
    parts: tuple[str, ...]
    refused: Refused | None = None


def walk(paths: Sequence[Path], options: ReadOptions, progress: Progress | None = None) -> tuple[Item, ...]:
    """Every file under the paths, in the order of their names."""
    disk_files = [disk_file for root, parts in _roots(paths) for disk_file in _disk_files(root, parts)]
    disk_files.sort(key=lambda disk_file: (disk_file.parts, disk_file.file))
    found: list[Item] = []
    for done, disk_file in enumerate(disk_files, 1):
        found.extend(_from_disk(disk_file, options))
        if progress is not None:
            progress(done, len(disk_files))
    return _distinct(found)


def roots(paths: Sequence[Path]) -> tuple[str, ...]:
    """The beginnings of the paths of all that is found under some paths."""
    return tuple(names.printable("/".join(parts)) for _, parts in _roots(paths))


def copied(path: Path, place: Path) -> None:
    """Copy a folder or a file of work into a folder of our own.

    Links stay links, pipes are left out; of a file too large to be read there is its size alone.
    """
    if path.is_dir():
        with suppress(shutil.Error):  # raised at the end, for pipes and the like: what can be copied is
            shutil.copytree(path, place, symlinks=True, copy_function=_copied_file)
        return
    place.mkdir(parents=True, exist_ok=True)
    if path.is_file():
        _copied_file(str(path.resolve()), str(place / path.name))


def plain_files(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of the plain files of a folder, by name.

    Links and pipes are left out, and what is too large to be read: nobody has handed those in.
    """
    found = {}
    most = ArchiveLimits().member_mb * MEGA
    whole = path.resolve()
    for file in sorted(whole.iterdir()) if whole.is_dir() else (whole,):
        with suppress(UnreadError, OSError), _opened(file) as stream:
            if os.fstat(stream.fileno()).st_size <= most:
                found[file.name] = stream.read(most)
    return found


def _copied_file(source: str, target: str) -> None:
    size = Path(source).lstat().st_size
    if size <= ArchiveLimits().member_mb * MEGA:
        shutil.copy2(source, target, follow_symlinks=False)
        return
    Path(target).touch()
    os.truncate(target, size)


def _roots(paths: Sequence[Path]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each path once, with the name it goes by.

    Siblings and single files are named from their folder: `subs/*` is `subs`.
    """
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
    """The number of parts from the end that tell each folder from the others."""
    lengths = dict.fromkeys(tops, 1)
    while True:
        shown = Counter(top.parts[-lengths[top] :] for top in tops)
        same = [top for top in tops if shown[top.parts[-lengths[top] :]] > 1 and lengths[top] < len(top.parts)]
        if not same:
            return lengths
        lengths |= {top: lengths[top] + 1 for top in same}


def _disk_name(name: str) -> str:
    return names.canonical(names.decoded(os.fsencode(name)))


def _disk_files(path: Path, parts: tuple[str, ...]) -> Iterator[_DiskFile]:
    """The files under a path.

    Links are not followed; a tool's folder and an empty one are a line each.
    """
    if not path.is_dir():
        yield _DiskFile(path, parts, None if path.is_file() else Refused(Fate.UNREADABLE, Reason.NOT_A_FILE))
        return
    if len(parts) > names.PARTS:
        yield _DiskFile(path, (*parts, ""), Refused(Fate.UNREADABLE, Reason.LONG_NAME))
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield _DiskFile(path, parts, Refused(Fate.UNREADABLE, Reason.NO_ACCESS, error.strerror or ""))
        return
    if not entries:
        yield _DiskFile(path, (*parts, ""), Refused(Fate.IGNORED, Reason.EMPTY_FOLDER))
    for entry in entries:
        below = (*parts, _disk_name(entry.name))
        if entry.is_symlink():
            yield _DiskFile(path / entry.name, below, Refused(Fate.UNREADABLE, Reason.LINK))
        elif entry.is_dir() and entry.name.casefold() in names.TOOL_FOLDERS:
            yield _DiskFile(path / entry.name, (*below, ""), Refused(Fate.IGNORED, Reason.DEBRIS))
        elif refused := _unsafe(below[-1:]):
            yield _DiskFile(path / entry.name, below, refused)
        else:
            yield from _disk_files(path / entry.name, below)


def _unsafe(parts: tuple[str, ...]) -> Refused | None:
    reason = names.unsafe(parts)
    return Refused(Fate.UNREADABLE, reason) if reason else None


def _from_disk(disk_file: _DiskFile, options: ReadOptions) -> Iterator[Item]:
    fate = disk_file.refused or known(disk_file.parts, options)
    try:
        if fate is not None:
            yield item(disk_file.parts, fate, _modified(disk_file.file.lstat()))
            return
        with _opened(disk_file.file) as stream:
            yield from _read(stream, disk_file, options)
    except UnreadError as error:
        yield item(disk_file.parts, Refused(Fate.UNREADABLE, error.reason, error.detail))
    except OSError as error:
        yield item(disk_file.parts, Refused(Fate.UNREADABLE, Reason.NO_ACCESS, error.strerror or type(error).__name__))


def _opened(file: Path) -> IO[bytes]:
    """The very file that was listed.

    Whoever may write in its folder can have put another in its place.

    Raises UnreadError for a link, for what is reached by one, and for a pipe, on which one would wait for ever.
    """
    try:
        handle = os.open(file, _FLAGS)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            raise UnreadError(Reason.LINK if error.errno == errno.ELOOP else Reason.NOT_A_FILE) from error
        raise
    stream = os.fdopen(handle, "rb")
    here = not _HANDLES.is_dir() or (_HANDLES / str(handle)).readlink() == file
    if here and stat.S_ISREG(os.fstat(handle).st_mode):
        return stream
    stream.close()
    raise UnreadError(Reason.NOT_A_FILE if here else Reason.LINK)


def _read(stream: IO[bytes], disk_file: _DiskFile, options: ReadOptions) -> Iterator[Item]:
    status, most = os.fstat(stream.fileno()), options.archive.member_mb * MEGA
    begin = stream.read(archives.HEAD_BYTES)
    stream.seek(0)
    if _is_archive(disk_file.parts[-1], begin):
        yield from unpacked(stream, status.st_size, disk_file.parts, options)
        return
    if names.packed(disk_file.parts[-1]):
        budget = UnpackBudget(status.st_size, options.archive)
        yield _packed(stream, disk_file.parts, budget, options, _modified(status))
        return
    if status.st_size > most:
        detail = f"{status.st_size // MEGA} MB; the limit is {options.archive.member_mb} MB"
        yield item(disk_file.parts, Refused(Fate.UNREADABLE, Reason.TOO_LARGE, detail), _modified(status))
    else:
        whole = stream.read(status.st_size)  # no more: it may grow meanwhile
        yield item(disk_file.parts, content(disk_file.parts[-1], whole, options), _modified(status))


def _is_archive(name: str, begin: bytes) -> bool:
    """Tell an archive by its name, or by how it begins under a name that may hide one."""
    return names.is_archive(name) or (names.may_be_archive(name) and archives.begins_one(begin[: archives.HEAD_BYTES]))


def _modified(status: os.stat_result) -> datetime:
    return datetime.fromtimestamp(status.st_mtime, UTC)


def _distinct(found: list[Item]) -> tuple[Item, ...]:
    """The items with a number behind each path that was there before."""
    paths = names.told_apart(one.path for one in found)
    return tuple(replace(one, path=path) for one, path in zip(found, paths, strict=True))


@dataclass(frozen=True, slots=True)
class _OpenArchive:
    """An archive that is being read.

    Where it lies, how deep, and what it may unpack to.
    """

    parts: tuple[str, ...]
    depth: int
    budget: UnpackBudget


@dataclass(frozen=True, slots=True)
class _ListedMember:
    """A member to tell of.

    Under which parts, and its fate where that is known without reading it.
    """

    parts: tuple[str, ...]
    member: ArchiveMember
    fate: Refused | None


def unpacked(stream: IO[bytes], size: int, parts: tuple[str, ...], options: ReadOptions) -> Iterator[Item]:
    """Every member of the archive that lies at `parts` on the disk."""
    archive = _OpenArchive(parts, 1, UnpackBudget(size, options.archive))
    yield from _members(stream, archive, options)


def _members(stream: IO[bytes], where: _OpenArchive, options: ReadOptions) -> Iterator[Item]:
    limits = options.archive
    most = limits.members if where.depth == 1 else limits.nested_members
    if where.depth > limits.depth:
        detail = f"{where.depth} archives in each other; the limit is {limits.depth}"
        yield item(where.parts, Refused(Fate.UNREADABLE, Reason.TOO_DEEP, detail))
        return
    try:
        packed = stream
        if names.is_mail(where.parts[-1]):
            packed = mails.as_zip(stream, zone=options.zone, several=names.is_mailbox(where.parts[-1]))
        with archives.opened(packed, members=most, budget=where.budget) as archive:
            listed = archives.members(archive, most=most, zone=options.zone)
            chosen = sorted(_chosen(listed, where.parts, options), key=lambda choice: choice.parts)
            archives.check_sizes([choice.member for choice in chosen if not choice.fate], where.budget, limits)
            for choice in chosen:
                yield from _items(archive, choice, where, options)
    except UnreadError as error:
        yield item(where.parts, refused(error))


def _chosen(listed: tuple[ArchiveMember, ...], above: tuple[str, ...], options: ReadOptions) -> Iterator[_ListedMember]:
    """The members to tell of.

    Every file, a folder only where it is empty or a tool's, of two with one name both.
    """
    last = {member.raw: index for index, member in enumerate(listed)}
    sound = [member.parts for member in listed if not member.refused]
    parents = {parts[:end] for parts in sound for end in range(1, len(parts))}
    heavy: set[tuple[str, ...]] = set()
    for index, member in enumerate(listed):
        parts = (*above, *member.parts)
        tool = next((end for end, part in enumerate(member.parts, 1) if part.casefold() in names.TOOL_FOLDERS), 0)
        if member.refused:
            yield _ListedMember((*above, member.raw), member, Refused(Fate.UNREADABLE, member.refused))
        elif tool:
            if member.parts[:tool] not in heavy:
                yield _ListedMember((*above, *member.parts[:tool], ""), member, Refused(Fate.IGNORED, Reason.DEBRIS))
            heavy.add(member.parts[:tool])
        elif member.is_folder:
            if member.parts not in parents:
                yield _ListedMember((*parts, ""), member, Refused(Fate.IGNORED, Reason.EMPTY_FOLDER))
        elif last[member.raw] != index:
            yield _ListedMember(parts, member, Refused(Fate.SUPERSEDED, Reason.DUPLICATE_NAME))
        else:
            yield _ListedMember(parts, member, known(parts, options))


def _items(
    archive: archives.Archive, choice: _ListedMember, where: _OpenArchive, options: ReadOptions
) -> Iterator[Item]:
    member = choice.member
    if choice.fate:
        yield item(choice.parts, choice.fate, member.modified)
        return
    try:
        raw = archives.read(archive, member, options.archive)
    except UnreadError as error:
        yield item(choice.parts, refused(error), member.modified)
        return
    if _is_archive(choice.parts[-1], raw):
        inner = _OpenArchive(choice.parts, where.depth + 1, UnpackBudget(len(raw), options.archive, where.budget))
        yield from _members(io.BytesIO(raw), inner, options)
    elif names.packed(choice.parts[-1]):
        budget = UnpackBudget(len(raw), options.archive, where.budget)
        yield _packed(io.BytesIO(raw), choice.parts, budget, options, member.modified)
    else:
        yield item(choice.parts, content(choice.parts[-1], raw, options), member.modified)


def _packed(
    stream: IO[bytes], parts: tuple[str, ...], budget: UnpackBudget, options: ReadOptions, modified: datetime | None
) -> Item:
    """The one file that is packed alone, as if it lay in an archive of its own."""
    inside = (*parts, names.packed(parts[-1]))
    try:
        return item(
            inside, content(inside[-1], archives.unpacked_file(stream, budget, options.archive), options), modified
        )
    except UnreadError as error:
        return item(parts, refused(error), modified)
