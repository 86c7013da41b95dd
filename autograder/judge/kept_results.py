"""Results of checks on the solution's own tapes ↔ a file of the user's cache.

Most of a class earns what the solution earns; no command asks the checks again what another has asked.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.decoding import msgpack_decoder
from autograder.files import digest
from autograder.judge.kept_tapes import cache_folder, environment, read_sealed, write_sealed
from autograder.judge.plugin import CheckResult
from autograder.model import Assignment

ENDING = ".results"


class KeptResults:
    """Results of one week's checks by name, read when first asked for.

    A week without a digest is being edited: nothing of it is kept.
    """

    def __init__(self, assignment: Assignment, folder: Path | None = None) -> None:
        made_from = (environment(), assignment.digest)
        self._path = (folder or cache_folder()) / f"{digest(made_from)}{ENDING}" if assignment.digest else None
        self._read: dict[str, CheckResult] | None = None
        self._new: dict[str, CheckResult] = {}

    def results(self) -> dict[str, CheckResult]:
        """All that an earlier command found, by this kit on a machine like this."""
        if self._read is None:
            try:
                content = read_sealed(self._path) if self._path else b""
                self._read = msgpack_decoder(dict[str, CheckResult]).decode(content)
            except msgspec.DecodeError:
                self._read = {}
        return self._read

    def keep(self, found: dict[str, CheckResult]) -> None:
        """Keep what was found here, from `write` on."""
        self._new |= found

    def write(self) -> None:
        """Write all that is new. Where that cannot be, it is asked again another time."""
        if self._new and self._path:
            write_sealed(self._path, msgspec.msgpack.encode(self.results() | self._new))
        self._new.clear()
