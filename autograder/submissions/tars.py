"""The bytes of a tar, packed or not → its entries.

Their headers are looked at first: they hold texts of any length and numbers that lead anywhere, and what the library makes
of those may take hours.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zlib
from typing import IO, TYPE_CHECKING

from autograder.errors import UnreadError
from autograder.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.submissions.archives import UnpackBudget

_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"
_ANY_GZIP = 31  # zlib's word for a gzip's header and the widest window
_MAGIC_BYTES, _MAGIC_AT = 512, 257
_XZ_MEMORY = 128 << 20
"""An xz file says how much memory it wants: nobody's homework needs more than this."""

_BLOCK = 256 * 1024
_NAMES = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_RECORDS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
_LONGEST_HEADER = 1 << 20
_RECORD = re.compile(rb"(\d{1,7}) [^=\n]{1,256}=")
_ENDLESS = re.compile(rb"\d{65}")
"""Of no header that a tool writes. The library's patterns take the square of such a run's length."""


def is_tar(begin: bytes) -> bool:
    """Tell a tar, or what may hold one, by its first bytes."""
    return begin.startswith((_GZIP, _BZIP2, _XZ)) or is_plain(begin)


def is_plain(begin: bytes) -> bool:
    """Tell a tar that nothing is packed around."""
    return begin[_MAGIC_AT:].startswith(b"ustar")


def unpacked(begin: bytes) -> bytes:
    """The first bytes without their compression, as far as these lead."""
    try:
        if begin.startswith(_GZIP):
            return zlib.decompressobj(_ANY_GZIP).decompress(begin, _MAGIC_BYTES)
        if begin.startswith(_BZIP2):
            return bz2.BZ2Decompressor().decompress(begin, _MAGIC_BYTES)
        if begin.startswith(_XZ):
            return lzma.LZMADecompressor(memlimit=_XZ_MEMORY).decompress(begin, _MAGIC_BYTES)
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        return b""
    return begin


def unpack(stream: IO[bytes], plain: IO[bytes], budget: UnpackBudget) -> None:
    """The bytes of a tar, or of one file, without their compression.

    Never more than the budget allows.
    """
    begin = stream.read(_MAGIC_BYTES)
    stream.seek(0)
    for block in _xz_blocks(stream) if begin.startswith(_XZ) else _blocks(stream, begin):
        budget.spend(len(block))
        plain.write(block)
    plain.seek(0)


def open_plain(plain: IO[bytes]) -> tarfile.TarFile:
    """The tar in a stream that holds nothing else.

    Raises UnreadError, or whatever the library raises.
    """
    return tarfile.open(fileobj=plain, mode="r:", errorlevel=1, tarinfo=_Entry)


def entries(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Every entry, to the end.

    The library takes a header that it cannot read for the end; what follows would be lost without a word.
    """
    while (info := archive.next()) is not None:
        yield info
    stream = archive.fileobj
    if stream is not None:
        stream.seek(archive.offset)
        if stream.read(tarfile.BLOCKSIZE).strip(b"\0"):
            raise _broken("a header in the middle")


class _Entry(tarfile.TarInfo):
    """An entry whose header is looked at before it is followed."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.size < 0:  # it leads back, and around; it would give back what others have used of the allowance
            raise _broken(f"a file of {self.size} bytes")
        if self.type == tarfile.GNUTYPE_SPARSE:
            raise _broken("a sparse file")
        if self.type in _NAMES + _RECORDS:
            self._look(tar)
        return super()._proc_member(tar)  # type: ignore[misc] # documented in the library's source, not in its types

    def _look(self, tar: tarfile.TarFile) -> None:
        """Refuse a header that is no list of records, each as long as it says."""
        stream = tar.fileobj
        if self.size > _LONGEST_HEADER or stream is None:
            raise _broken(f"a header of {self.size} bytes")
        begin = stream.tell()
        header = stream.read(self.size)
        stream.seek(begin)
        if self.type in _RECORDS and (_ENDLESS.search(header) or b"GNU.sparse" in header or not _are_records(header)):
            raise _broken("a header of no known form")


def _are_records(header: bytes) -> bool:
    at = 0
    while at < len(header):
        begin = _RECORD.match(header, at)
        end = at + int(begin[1]) if begin else 0
        if begin is None or not begin.end() < end <= len(header) or header[end - 1 : end] != b"\n":
            return False
        at = end
    return True


def _broken(why: str) -> UnreadError:
    return UnreadError(Reason.BROKEN_ARCHIVE, why)


def _blocks(stream: IO[bytes], begin: bytes) -> Iterator[bytes]:
    source: IO[bytes] | gzip.GzipFile | bz2.BZ2File = stream
    if begin.startswith(_GZIP):
        source = gzip.GzipFile(fileobj=stream)
    elif begin.startswith(_BZIP2):
        source = bz2.BZ2File(stream)
    while block := source.read(_BLOCK):
        yield block


def _xz_blocks(stream: IO[bytes]) -> Iterator[bytes]:
    unpacking = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    while not unpacking.eof:
        packed = stream.read(_BLOCK) if unpacking.needs_input else b""
        if unpacking.needs_input and not packed:
            raise EOFError
        yield unpacking.decompress(packed, max_length=_BLOCK)
