"""A course's record and key → a folder that holds all of it, and back."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from autograder.decoding import json_decoder
from autograder.errors import RecordError
from autograder.files import sha256, write_file
from autograder.store.copying import COPIES, TableContent, copy_in, copy_out, take_out
from autograder.store.store import Store
from autograder.submissions.signing import key_path

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """All that a backup holds, by which it is verified.

    `copy`: the name of the store's copy; `key`: the digest of the course's key, "" where there was none.
    """

    format: int
    at: datetime
    copy: str
    tables: dict[str, TableContent]
    key: str = ""

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())


def back_up(folder: Path, *, course: Path, store: str | None, now: datetime) -> BackupManifest:
    """Write a backup into a folder that is not there yet.

    The course may be in use. Raises RecordError where it could not be made whole; then there is no folder.
    """
    where, key = store or course / "autograder.db", key_path(store, course)
    if folder.exists():
        raise RecordError(f"{folder} is there already. A backup is never written over another: name a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=f".{folder.name}.half-", dir=folder.parent))
    try:
        copied, tables = copy_out(where, half)
        sealed = key.read_bytes() if key.is_file() else b""
        if sealed:
            _write_key(half / key.name, sealed)
        made = BackupManifest(FORMAT, now, copied, dict(tables), sha256(sealed) if sealed else "")
        write_file(half / MANIFEST, msgspec.json.format(msgspec.json.encode(made)))
        half.rename(folder)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return made


def restore(folder: Path, *, course: Path, store: str | None) -> BackupManifest:
    """Put a backup where no store is, and verify it row by row.

    Raises RecordError for a place that is taken, and for a backup that is not whole: nothing of it is left there. A
    store of an earlier kit is brought up to this one.
    """
    where, key = store or course / "autograder.db", key_path(store, course)
    made = _manifest(folder)
    sealed = (folder / key.name).read_bytes() if (folder / key.name).is_file() else b""
    if (sha256(sealed) if sealed else "") != made.key:
        raise RecordError(f"{folder / key.name} is not the key that was backed up. Take another backup.")
    if sealed and key.exists() and key.read_bytes() != sealed:
        raise RecordError(f"{key} is another course's key. Nothing was changed; move it away, or name another folder.")
    found = copy_in(folder / made.copy, where)
    if wrong := sorted(name for name in {*made.tables, *found} if made.tables.get(name) != found.get(name)):
        take_out(where)
        raise RecordError(
            f"The backup is damaged: {', '.join(wrong)} is not as it was. Nothing was restored; take another backup."
        )
    if sealed and not key.exists():
        _write_key(key, sealed)
    with Store(where):
        return made


def _manifest(folder: Path) -> BackupManifest:
    try:
        made = json_decoder(BackupManifest).decode((folder / MANIFEST).read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise RecordError(
            f"{folder} is no backup: {MANIFEST} cannot be read. Name a folder that backup wrote."
        ) from error
    if made.copy not in COPIES:
        raise RecordError(f"{folder / MANIFEST} names a copy that lies elsewhere. Name a folder that backup wrote.")
    if made.format != FORMAT:
        raise RecordError(f"{folder} is a backup of format {made.format}; this kit reads {FORMAT}.")
    return made


def _write_key(path: Path, sealed: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(sealed)
