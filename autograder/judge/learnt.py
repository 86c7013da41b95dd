"""A mistake that a student wrote ↔ its tapes, kept beside it.

It ran in the sandbox, and never runs here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from autograder.assignment.cells import LEARNT
from autograder.errors import SubmissionError
from autograder.files import sha256, write_file
from autograder.model import Assignment, Mistake, Probe, Tape
from autograder.recorder.wire import Frame, decode_frame, encode

_NAME = re.compile(r"\w+")


class KnownTapes:
    """A program known by its tapes alone."""

    def __init__(self, tapes: Iterable[Tape]) -> None:
        self._tapes: dict[tuple[str, bool], Tape] = {}
        self.keep(tapes)

    def tape(self, probe: Probe, *, shadow: bool) -> Tape | None:
        """Its tape of a probe, where it has one."""
        return self._tapes.get((probe.id, shadow))

    def keep(self, tapes: Iterable[Tape]) -> None:
        """Take these, which were recorded in the sandbox, for its own."""
        self._tapes |= {(tape.probe, tape.shadow): tape for tape in tapes}


def read_tapes(assignment: Assignment, mistake: Mistake) -> tuple[Tape, ...]:
    """The tapes that stand beside a learnt mistake.

    None where the week has changed since, until the audit records them anew.
    """
    try:
        frame = decode_frame(_path(assignment, mistake).read_bytes())
    except (OSError, SubmissionError):
        return ()
    return frame.tapes if frame.probe == _week_digest(assignment, mistake) else ()


def write_tapes(assignment: Assignment, mistake: Mistake, tapes: Iterable[Tape]) -> Path:
    """Keep the tapes of a learnt mistake beside it."""
    asked = {probe.id for probe in assignment.probes if probe.exercise == mistake.exercise}
    kept = tuple(tape for tape in tapes if tape.probe in asked)
    frame = Frame(_week_digest(assignment, mistake), ended=True, tapes=kept)
    return write_file(_path(assignment, mistake), encode(frame))


def _path(assignment: Assignment, mistake: Mistake) -> Path:
    """Named by its digest where its name is no name of a file."""
    name = mistake.name if _NAME.fullmatch(mistake.name) else sha256(mistake.name.encode())
    return assignment.folder / LEARNT / f"{name}.tapes"


def _week_digest(assignment: Assignment, mistake: Mistake) -> str:
    """All that its tapes follow from, but for the kit and torch."""
    pieces = [
        mistake.source.encode(),
        *(f"{name}\0{text}".encode() for name, text in sorted({**assignment.sources, **assignment.drivers}.items())),
        *(name.encode() + content for name, content in sorted(assignment.data.items())),
        *(encode(probe) for probe in assignment.probes if probe.exercise == mistake.exercise),
    ]
    return sha256(b"".join(bytes.fromhex(sha256(piece)) for piece in pieces))
