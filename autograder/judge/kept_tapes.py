"""Tapes of our own programs ↔ files in the user's cache folder.

No command records what another has recorded.

They are answers: they lie in a folder that is its user's alone, and outside every sandbox. A file is believed where its
mac is that of this folder's key; whatever is damaged, someone else's or of another kit is recorded anew.
"""

from __future__ import annotations

import hmac
import os
import platform
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import torch

from autograder.decoding import msgpack_decoder
from autograder.errors import RecordError
from autograder.files import digest, sha256, write_file, zstd
from autograder.grading.provenance import kit
from autograder.model import Assignment, Tape

MOST_BYTES = 1 << 30
"""Of all files together; those read longest ago go first."""
_KEY, _ENDING, _MAC_BYTES = "key", ".tapes", 32
_ENDINGS = {_ENDING, ".trials", ".results"}
_PRIVATE = 0o700

Entries = dict[tuple[str, str, bool], Tape]
"""By program, probe and precision."""


class KeptTapes:
    """The tapes of one week's programs, read by exercise when first asked for."""

    def __init__(self, assignment: Assignment, folder: Path | None = None) -> None:
        self._assignment = assignment
        self._folder = folder or cache_folder()
        self._read: dict[str, Entries] = {}
        self._new: dict[str, Entries] = {}

    def tape(self, program: str, probe: str, *, shadow: bool) -> Tape | None:
        """A tape that was recorded before, by this kit on a machine like this."""
        exercise = probe.partition("/")[0]
        if exercise not in self._read:
            self._read[exercise] = self._entries(exercise)
        return self._read[exercise].get((program, probe, shadow))

    def keep(self, program: str, tape: Tape) -> None:
        """Keep a tape that was recorded here, from `write` on."""
        self._new.setdefault(tape.probe.partition("/")[0], {})[program, tape.probe, tape.shadow] = tape

    def write(self) -> None:
        """Write all that is new. Where that cannot be, it is recorded again another time."""
        for exercise, entries in self._new.items():
            rows = [(program, tape) for (program, *_), tape in (self._read.get(exercise, {}) | entries).items()]
            write_sealed(self._path(exercise), msgspec.msgpack.encode(rows))
        self._new.clear()

    def _entries(self, exercise: str) -> Entries:
        try:
            rows = msgpack_decoder(list[tuple[str, Tape]]).decode(read_sealed(self._path(exercise)))
        except msgspec.DecodeError:
            return {}
        return {(program, tape.probe, tape.shadow): tape for program, tape in rows}

    def _path(self, exercise: str) -> Path:
        """A path named by all that the tapes follow from.

        But for what a program changes in the solution.
        """
        week = self._assignment
        probes = [probe for probe in week.probes if probe.exercise == exercise]
        modules = [(one.name, one.module) for one in week.exercises]
        here = {name: _content(Path("data") / name) for name in week.data}
        made_from = (environment(), dict(week.sources), dict(week.drivers), dict(week.data), here, modules, probes)
        return self._folder / f"{digest(made_from)}{_ENDING}"


def write_sealed(path: Path, content: bytes) -> None:
    """Write a file of the cache that only this user's kit believes, where that can be."""
    key = _key(path.parent)
    if not key:
        return
    packed = zstd.compress(content)
    with suppress(RecordError):
        write_file(path, _mac(key, path.name, packed) + packed)
    _make_room(path.parent)


def read_sealed(path: Path) -> bytes:
    """Read such a file; nothing where it is damaged, or somebody else's."""
    key = _key(path.parent, make=False)
    try:
        whole = path.read_bytes() if key else b""
        mac, packed = whole[:_MAC_BYTES], whole[_MAC_BYTES:]
        if not packed or not hmac.compare_digest(mac, _mac(key, path.name, packed)):
            return b""
        os.utime(path)
        return zstd.decompress(packed)
    except (OSError, zstd.ZstdError):
        return b""


def cache_folder() -> Path:
    """The folder of the user's cache, or the one that AUTOGRADER_CACHE names."""
    named = os.environ.get("AUTOGRADER_CACHE")
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "autograder"


@cache
def environment() -> str:
    """Everything that numbers depend on besides the program.

    The kit, the libraries, the processor.
    """
    libraries = (str(torch.__version__), np.__version__, sys.version, torch.get_num_threads())
    return digest((kit(), libraries, platform.machine(), torch.backends.cpu.get_cpu_capability(), _processor()))


def _processor() -> str:
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
        return next((line for line in lines if line.startswith("model name")), "")
    return ""


def _content(path: Path) -> str:
    """The digest of a file that programs may read; "" where there is none."""
    with suppress(OSError):
        return sha256(path.read_bytes())
    return ""


def _mac(key: bytes, name: str, packed: bytes) -> bytes:
    return hmac.digest(key, name.encode() + b"\0" + packed, "sha256")


def _key(folder: Path, *, make: bool = True) -> bytes:
    """The folder's key.

    Empty where the folder is not its user's alone, or cannot be made.
    """
    try:
        if make:
            folder.mkdir(_PRIVATE, parents=True, exist_ok=True)
        path = folder / _KEY
        if not _is_private(folder):
            return b""
        if make and not path.exists():
            write_file(path, secrets.token_bytes(_MAC_BYTES))
            path.chmod(0o600)
        key = path.read_bytes()
    except (OSError, RecordError):
        return b""
    return key if len(key) == _MAC_BYTES else b""


def _is_private(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _make_room(folder: Path) -> None:
    """Remove what was read longest ago, where all is more than may be kept."""
    taken = 0
    for used, size, path in sorted(_sizes(folder), reverse=True):
        taken += size
        if taken > MOST_BYTES and used:
            with suppress(OSError):
                path.unlink()


def _sizes(folder: Path) -> Iterator[tuple[float, int, Path]]:
    for path in (path for path in folder.glob("*") if path.suffix in _ENDINGS):
        with suppress(OSError):
            found = path.stat()
            yield found.st_mtime, found.st_size, path
