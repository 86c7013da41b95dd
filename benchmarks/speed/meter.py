"""A command → what it cost: seconds of wall and of processors, and the memory of its largest process, everything it started counted."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


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
    """Run it to its end. What it says goes to `said`, and is shown where it fails, which ends the benchmark."""
    began = time.perf_counter()
    with subprocess.Popen(
        [*map(str, command)], cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{output[-4000:]}")
    if said is not None:
        said += output.splitlines()
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
