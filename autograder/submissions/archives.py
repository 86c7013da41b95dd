"""The bytes of an archive → its members, read in memory within limits.

Nothing is ever extracted to disk.

A member is refused by itself where its name is unsafe; an archive is refused whole where its shape is: a bomb by size,
ratio, count, overlap or nesting. Members that are not work are never unpacked at all.
"""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from autograder.errors import UnreadError
from autograder.model import Reason
from autograder.submissions import tars
from autograder.submissions.names import canonical, decoded, unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

MEGA = 1024 * 1024

_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_READABLE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""LZMA is left out: the archive itself says how many gigabytes to set aside for it."""

_HEADER_BYTES = 30
_TAIL_BYTES = 65_557 + 76  # the longest comment, and both kinds of end record
_ENTRY_BYTES = 512  # a generous directory entry, to bound the directory before zipfile reads it
MAGIC_BYTES = 512
HEAD_BYTES = 64 * 1024
"""So much of a file shows what it is, compressed or not."""
_ZIP = b"PK\x03\x04"
_FOREIGN = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd")
_IN_MEMORY = 64 * MEGA
_LATEST = 4_102_444_800  # the year 2100: later times are nobody's clock
_EARLIEST = 1981  # zips begin in 1980: that year means "not set"


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Bounds on what an archive may unpack to.

    An archive as a whole may grow `ratio` times, or to `free_mb`, whichever is more.
    """

    depth: int = 4
    members: int = 100_000
    nested_members: int = 10_000
    member_mb: int = 256
    ratio: int = 100
    free_mb: int = 128


class UnpackBudget:
    """The bytes an archive may still unpack to.

    What an inner archive spends, its outer ones spend as well.
    """

    def __init__(self, packed: int, limits: ArchiveLimits, outer: UnpackBudget | None = None) -> None:
        self._left = max(packed * limits.ratio, limits.free_mb * MEGA)
        self._outer = outer

    def spend(self, size: int) -> None:
        """Take `size` bytes off.

        Raises UnreadError(BOMB) where they are not there, before anything is unpacked.
        """
        if size > self._left:
            raise UnreadError(Reason.BOMB)
        if self._outer is not None:
            self._outer.spend(size)
        self._left -= size


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One entry of a zip.

    `refused` says why it must not be used; `raw` is the name as stored, for the record.
    """

    parts: tuple[str, ...]
    raw: str
    size: int
    modified: datetime | None
    info: zipfile.ZipInfo | tarfile.TarInfo
    refused: Reason | None = None

    @property
    def is_folder(self) -> bool:
        """Tell whether the entry names a folder, not a file."""
        return self.raw.endswith(("/", "\\"))


Archive = zipfile.ZipFile | tarfile.TarFile


def begins_one(begin: bytes) -> bool:
    """Tell a zip or a tar, packed or not, by its first bytes, whatever it is called."""
    return begin.startswith(_ZIP) or tars.is_plain(tars.unpacked(begin))


@contextmanager
def opened(stream: IO[bytes], *, members: int, budget: UnpackBudget) -> Iterator[Archive]:
    """The zip in a stream.

    Raises UnreadError where it is broken or its directory alone is beyond `members`.
    """
    begin = stream.read(MAGIC_BYTES)
    stream.seek(0)
    if begin.startswith(_FOREIGN):
        raise UnreadError(Reason.ARCHIVE_FORMAT)
    if tars.is_tar(begin):
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as plain:
            with _parsing():
                tars.unpack(stream, plain, budget)
                tar = tars.open_plain(plain)
            with tar:
                yield tar
        return
    if _directory_bytes(stream) > members * _ENTRY_BYTES:
        raise UnreadError(Reason.TOO_MANY, f"more than {members} files")
    with _parsing():
        archive = zipfile.ZipFile(stream)
    with archive:
        yield archive


def unpacked_file(stream: IO[bytes], budget: UnpackBudget, limits: ArchiveLimits) -> bytes:
    """The one file that a .gz, .bz2 or .xz holds.

    Raises UnreadError where it is broken, or larger than one file may be.
    """
    plain = io.BytesIO()
    with _parsing():
        tars.unpack(stream, plain, budget)
    content = plain.getvalue()
    if len(content) > limits.member_mb * MEGA:
        raise UnreadError(Reason.TOO_LARGE, f"{len(content) // MEGA} MB; the limit is {limits.member_mb} MB")
    return content


def members(archive: Archive, *, most: int, zone: tzinfo) -> tuple[ArchiveMember, ...]:
    """Every entry, in the archive's order.

    Raises UnreadError where there are none, too many, or they share bytes.
    """
    with _parsing():
        return (
            _tar_members(archive, most) if isinstance(archive, tarfile.TarFile) else _zip_members(archive, most, zone)
        )


def _zip_members(archive: zipfile.ZipFile, most: int, zone: tzinfo) -> tuple[ArchiveMember, ...]:
    infos = archive.infolist()
    if not infos:
        raise UnreadError(Reason.EMPTY_ARCHIVE)
    if len(infos) > most:
        raise UnreadError(Reason.TOO_MANY, f"{len(infos)} files; the limit is {most}")
    if _overlaps(infos):
        raise UnreadError(Reason.OVERLAP)
    return tuple(_member(info, zone) for info in infos)


def read(archive: Archive, member: ArchiveMember, limits: ArchiveLimits) -> bytes:
    """The content of a member.

    Raises UnreadError where it is locked, broken, or larger than one file may be.
    """
    if member.size > limits.member_mb * MEGA:
        raise UnreadError(Reason.TOO_LARGE, f"{member.size // MEGA} MB; the limit is {limits.member_mb} MB")
    if isinstance(member.info, zipfile.ZipInfo) and member.info.flag_bits & _ENCRYPTED_FLAG:
        raise UnreadError(Reason.ENCRYPTED)
    if isinstance(member.info, zipfile.ZipInfo) and member.info.compress_type not in _READABLE:
        raise UnreadError(Reason.BROKEN_ARCHIVE, f"compression method {member.info.compress_type}")
    try:
        with _member_stream(archive, member) as stream:
            content = stream.read(member.size + 1)
    except Exception as error:  # as above: a broken member breaks only itself
        raise UnreadError(Reason.BROKEN_ARCHIVE, type(error).__name__) from error
    if len(content) != member.size:
        raise UnreadError(Reason.BROKEN_ARCHIVE, f"{len(content)} bytes of {member.size}")
    return content


def check_sizes(chosen: Iterable[ArchiveMember], budget: UnpackBudget, limits: ArchiveLimits) -> None:
    """Take what the chosen members will unpack to off the allowance.

    Raises UnreadError(BOMB) where it is too much.

    The directory's sizes can be believed here, because no more than that is ever read of a member.
    """
    budget.spend(sum(member.size for member in chosen if member.size <= limits.member_mb * MEGA))


@contextmanager
def _parsing() -> Iterator[None]:
    """Turn any error of the library's parser into a broken archive."""
    try:
        yield
    except UnreadError:
        raise
    except Exception as error:
        raise UnreadError(Reason.BROKEN_ARCHIVE, type(error).__name__) from error


def _member_stream(archive: Archive, member: ArchiveMember) -> IO[bytes]:
    if isinstance(archive, zipfile.ZipFile) and isinstance(member.info, zipfile.ZipInfo):
        return archive.open(member.info)
    stream = None
    if isinstance(archive, tarfile.TarFile) and isinstance(member.info, tarfile.TarInfo):
        stream = archive.extractfile(member.info)
    if stream is None:
        raise UnreadError(Reason.NOT_A_FILE)
    return stream


def _tar_members(archive: tarfile.TarFile, most: int) -> tuple[ArchiveMember, ...]:
    found: list[ArchiveMember] = []
    for info in tars.entries(archive):
        if len(found) == most:
            raise UnreadError(Reason.TOO_MANY, f"more than {most} files")
        found.append(_tar_member(info))
    if not found:
        raise UnreadError(Reason.EMPTY_ARCHIVE)
    return tuple(found)


def _tar_member(info: tarfile.TarInfo) -> ArchiveMember:
    raw = decoded(info.name.encode("utf-8", "surrogateescape")) + ("/" if info.isdir() else "")
    parts = tuple(canonical(part) for part in raw.split("/") if part not in ("", "."))
    refused = _path_refusal(raw, parts)
    if info.issym() or info.islnk():
        refused = Reason.LINK
    elif not (info.isfile() or info.isdir()):
        refused = Reason.NOT_A_FILE
    modified = datetime.fromtimestamp(info.mtime, UTC) if 0 < info.mtime < _LATEST else None
    return ArchiveMember(parts or (raw,), raw, info.size, modified, info, refused)


def _directory_bytes(stream: IO[bytes]) -> int:
    """The size of the central directory, by the end records, old and 64-bit.

    The larger of what they claim.
    """
    end = stream.seek(0, 2)
    stream.seek(max(0, end - _TAIL_BYTES))
    tail = stream.read()
    stream.seek(0)
    claims = [0]
    for mark, offset, form in ((b"PK\5\6", 12, "<L"), (b"PK\6\6", 40, "<Q")):
        at = tail.rfind(mark)
        if at >= 0 and len(tail) >= at + offset + struct.calcsize(form):
            claims.append(min(struct.unpack_from(form, tail, at + offset)[0], end))
    return max(claims)


def _overlaps(infos: list[zipfile.ZipInfo]) -> bool:
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    return any(start + _HEADER_BYTES + size > following for (start, size), (following, _) in pairwise(spans))


def _member(info: zipfile.ZipInfo, zone: tzinfo) -> ArchiveMember:
    raw = _name(info)
    parts = tuple(canonical(part) for part in raw.replace("\\", "/").split("/") if part not in ("", "."))
    return ArchiveMember(parts or (raw,), raw, info.file_size, _modified(info, zone), info, _refusal(info, raw, parts))


def _name(info: zipfile.ZipInfo) -> str:
    """The stored name.

    Without the UTF-8 flag zipfile reads cp437, which can be taken back byte by byte.
    """
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    try:
        return decoded(info.orig_filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.orig_filename


def _refusal(info: zipfile.ZipInfo, raw: str, parts: tuple[str, ...]) -> Reason | None:
    if reason := _path_refusal(raw, parts):
        return reason
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return Reason.LINK
    if stat.S_IFMT(mode) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return Reason.NOT_A_FILE
    return None


def _path_refusal(raw: str, parts: tuple[str, ...]) -> Reason | None:
    if raw.startswith(("/", "\\")) or raw[1:2] == ":" or ".." in parts or not parts:
        return Reason.UNSAFE_PATH
    return unsafe(parts)


def _modified(info: zipfile.ZipInfo, zone: tzinfo) -> datetime | None:
    try:
        when = datetime(*info.date_time, tzinfo=zone)
    except ValueError:
        return None
    return when if when.year >= _EARLIEST else None
