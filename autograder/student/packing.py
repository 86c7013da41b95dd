"""A student's work → the zip they hand in, the receipt for it, and what they should know first."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.errors import UsageError
from autograder.files import zipped
from autograder.model import Receipt, Submission
from autograder.student.concerns import Concern, concerns, others
from autograder.student.work import Work
from autograder.submissions import collect
from autograder.submissions.receipt import receipt


@dataclass(frozen=True, slots=True)
class Packed:
    """What is handed in: the zip's bytes, and the submission as the grader will read it out of that zip."""

    student: str
    week: str
    files: tuple[str, ...]
    zipped: bytes
    submission: Submission
    concerns: tuple[Concern, ...]
    receipt: Receipt


def pack(work: Work, student: str, now: datetime) -> Packed:
    """Only the week's code: no data, no caches, nobody else's files.

    Raises UsageError for a student id that cannot be a folder's name.
    """
    student = _fit(student)
    foreign = others(work, student)
    chosen = tuple(sorted((file for file in work.files if file.name not in foreign), key=lambda file: file.name))
    if not chosen:
        raise UsageError(f"{work.place.folder} has no .py and no .ipynb to hand in. Name the folder you worked in.")
    whole = zipped({file.name: file.content for file in chosen})
    read = _as_collected(whole, work, student)
    files = tuple(file.name for file in chosen)
    worries = concerns(work, chosen, student, now)
    return Packed(student, work.place.week, files, whole, read, worries, receipt(read, now))


def _fit(student: str) -> str:
    name = unicodedata.normalize("NFC", student.strip())
    unfit = (
        not name or name.startswith((".", "-")) or any(char in '/\\:*?"<>|' or ord(char) < ord(" ") for char in name)
    )
    if unfit:
        raise UsageError(f"{student!r} is no student id. Give your student number: --student 20231234")
    return name


def _as_collected(whole: bytes, work: Work, student: str) -> Submission:
    """The zip, read as `autograder grade` reads it from a folder of submissions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / student
        folder.mkdir()
        (folder / f"{work.place.week}.zip").write_bytes(whole)
        found = collect([folder], week=work.place.week, exercises=work.place.exercises).submissions
    if not found:
        raise UsageError(
            f"Nothing in {work.place.folder} can be read as code. Save your files again, and look at them."
        )
    if [one.student for one in found] != [student]:
        raise UsageError(
            f"{student!r} cannot be told from a folder's name. Give your student number: --student 20231234"
        )
    return found[0]
