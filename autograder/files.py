"""Bytes → whole files, zips that never differ, tables and digests.

One of each for the whole kit.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import secrets
import sys
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.errors import RecordError
from autograder.text import cell

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

__all__ = ["BOM", "digest", "held", "plain", "sha256", "sweep", "table", "tidy", "write_file", "zipped", "zstd"]

BOM = "\ufeff"
_HALF = ".half-"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time
_UNIX = 3


def write_file(path: Path, content: bytes) -> Path:
    """Put a file in place whole or not at all, durably → its path.

    Whoever looks sees the old file or the new one, also after a power cut. Folders on the way are made. Raises RecordError where the disk is full or the place may not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    except OSError as error:
        raise RecordError(
            f"{path} cannot be written: {error.strerror}. What stood there stands. Make room, or name another place, "
            "and run the same command: what was finished is kept."
        ) from error
    return path


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold a folder against other processes → False where one of them holds it.

    It ends with the process, however that ends. True where the machine has no such locks.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield True
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:  # a file system without locks
            yield True
            return
        yield True
    finally:
        os.close(handle)


def sweep(folder: Path, before: float) -> None:
    """Remove what killed processes left half written before a moment.

    `before` is in Unix seconds; files here and one folder below are looked at.
    """
    for path in (*folder.glob(f"{_HALF}*.tmp"), *folder.glob(f"*/{_HALF}*.tmp")):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def _write(path: Path, content: bytes) -> None:
    half = path.with_name(f"{_HALF}{secrets.token_hex(8)}.tmp")
    try:
        with half.open("xb") as file:  # who may read it says the operator's umask
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def zipped(files: Mapping[str, bytes], *, programs: Collection[str] = ()) -> bytes:
    """Zip files by name: the same files give the same bytes.

    `programs` are those that may be run.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            entry.external_attr = (0o755 if name in programs else 0o644) << 16
            archive.writestr(entry, content)
    return whole.getvalue()


def table(rows: Iterable[Sequence[str | float]], *, delimiter: str = ",", quote_all: bool = False) -> str:
    """Write rows as CSV (RFC 4180).

    Text cells are made safe for spreadsheets; numbers stay numbers.
    """
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    writer.writerows([cell(entry) if isinstance(entry, str) else tidy(entry) for entry in row] for row in rows)
    return out.getvalue()


def tidy(points: float) -> float:
    """2.0 as 2, and no digits beyond the sixth place.

    The same marks give the same bytes.
    """
    rounded = round(points, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def digest(noun: object) -> str:
    """SHA-256 of a dataclass's content.

    Equal nouns have equal digests, on every machine.
    """
    return sha256(plain(noun))


def sha256(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def plain(noun: object) -> bytes:
    """A dataclass as MessagePack, the same bytes for equal nouns."""
    try:
        return msgspec.msgpack.encode(noun, order="deterministic")
    except UnicodeEncodeError:  # a hostile notebook may hold half a surrogate pair, which is no text
        return msgspec.msgpack.encode(
            _spelled(msgspec.to_builtins(noun, builtin_types=(bytes,))), order="deterministic"
        )


def _spelled(plain: object) -> object:
    """Half surrogates spelled out, as Python would write them in a literal."""
    match plain:
        case str():
            return plain.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_spelled(key): _spelled(value) for key, value in plain.items()}
        case list() | tuple():
            return [_spelled(item) for item in plain]
        case _:
            return plain
