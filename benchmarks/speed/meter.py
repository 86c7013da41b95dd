"""A command → what it cost: seconds of wall and of processors, and the memory of its largest process, everything it started counted."""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """Seconds, seconds, megabytes."""

    wall: float
    cpu: float
    peak_mb: float

    def a_piece(self, less: Cost, pieces: int) -> Cost:
        """What one more cost, where `less` did the same with so many pieces fewer."""
        return Cost((self.wall - less.wall) / pieces, (self.cpu - less.cpu) / pieces, self.peak_mb)


def metered(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    said: list[str] | None = None,
) -> Cost:
    """Run it to its end. What it says goes to `said`, and is shown where it fails, which ends the benchmark.

    Orphans come to us and are counted: bubblewrap leaves without waiting for the server that it wraps.
    """
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    with subprocess.Popen(
        [*map(str, command)], cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, own = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    used = [own, *_orphans()]
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{output[-4000:]}")
    if said is not None:
        said += output.splitlines()
    return Cost(wall, sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) / 1024)


def _orphans() -> Iterator[struct_rusage]:
    with suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]
