"""Builders with defaults: a test names only what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

from autograder.model import Assignment, Recording, Source, Submission
from autograder.recorder import perform, wire
from autograder.sandbox import Isolation


@dataclass(frozen=True)
class InProcess:
    """A runner whose code is ours, and runs here."""

    record: Callable[[Submission], Recording]
    isolation: Isolation = Isolation.TRUSTED_ONLY
    running: Mapping[str, float] = field(default_factory=dict)

    def recorded(self, submissions: Iterable[Submission]) -> Iterator[tuple[Submission, Recording]]:
        return ((work, self.record(work)) for work in submissions)


def recording(assignment: Assignment, *cells: str, name: str = "regression.py") -> Recording:
    """The work in these cells, recorded in this process: for trusted code only."""
    frames: list[bytes] = []
    exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
    request = wire.Request(
        (Source(name, tuple(map(dedent, cells))),), exercises, dict(assignment.drivers), assignment.probes
    )
    perform(wire.encode(request), frames.append)
    decoded = [wire.decode_frame(frame) for frame in frames]
    tapes = tuple(tape for frame in decoded for tape in frame.tapes)
    return Recording("digest", tapes, tuple(fault for frame in decoded for fault in frame.faults))


def write(folder: Path, files: dict[str, str]) -> Path:
    """Files by path below a folder, dedented."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text).lstrip("\n"), "utf-8")
    return folder
