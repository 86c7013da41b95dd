"""Bytes → a file that is either there whole or not there: written beside its place, then renamed into it."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.errors import RecordError
from autograder.text import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BOM = "\ufeff"
_HALF = ".half-"


def replace(path: Path, content: bytes) -> Path:
    """Write `content` at `path`, durably: whoever looks sees the old file or the new one, also after a power cut.

    Raises RecordError where the disk is full or the place may not be written.
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


def sweep(folder: Path, before: float) -> None:
    """Remove what processes that were killed left half written in there, or in a folder of it, before that moment (seconds since 1970)."""
    for path in (*folder.glob(f"{_HALF}*.tmp"), *folder.glob(f"*/{_HALF}*.tmp")):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_HALF, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def table(rows: Iterable[Sequence[str | float]], *, delimiter: str = ",", quote_all: bool = False) -> str:
    """Rows as CSV (RFC 4180). Text cells are made safe for spreadsheets; numbers stay numbers."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    writer.writerows([cell(entry) if isinstance(entry, str) else tidy(entry) for entry in row] for row in rows)
    return out.getvalue()


def tidy(points: float) -> float:
    """2.0 as 2, and no digits beyond the sixth place: the same marks give the same bytes."""
    rounded = round(points, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def digest(noun: object) -> str:
    """SHA-256 of a dataclass's content: equal nouns have equal digests, on every machine."""
    return hashlib.sha256(plain(noun)).hexdigest()


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
