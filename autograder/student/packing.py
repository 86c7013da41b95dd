"""A student's work → the zip they hand in, its receipt, and warnings."""

from __future__ import annotations

import ast
import json
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.files import zipped
from autograder.model import LIBRARIES, Receipt, Submission, is_student_id
from autograder.student.work import HandoutWork, WorkFile
from autograder.submissions import collect
from autograder.submissions.names import ignored, is_source
from autograder.submissions.owners import ids_in
from autograder.submissions.receipt import receipt


@dataclass(frozen=True, slots=True)
class Packed:
    """The work as it is handed in.

    The zip's bytes, and the submission as the grader will read it out of that zip.
    """

    student: str
    week: str
    files: tuple[str, ...]
    zipped: bytes
    submission: Submission
    warnings: tuple[SubmitWarning, ...]
    receipt: Receipt


def pack(work: HandoutWork, student: str, now: datetime) -> Packed:
    """Only the week's code: no data, no caches, nobody else's files.

    Raises UsageError for a student id that cannot be a folder's name.
    """
    student = _fit(student)
    foreign = others_files(work, student)
    chosen = tuple(sorted((file for file in work.files if file.name not in foreign), key=lambda file: file.name))
    if not chosen:
        raise UsageError(f"{work.handout.folder} has no .py and no .ipynb to hand in. Name the folder you worked in.")
    whole = zipped({file.name: file.content for file in chosen})
    submission = _as_collected(whole, work, student)
    files = tuple(file.name for file in chosen)
    return Packed(
        student,
        work.handout.week,
        files,
        whole,
        submission,
        warnings(work, chosen, student, now),
        receipt(submission, now),
    )


_PLACEHOLDERS = {"학번", "id", "student", "student_id", "studentid", "none", "null", "nan", "yourid", "your_id"}
"""Words of an example that was typed as it stands."""


def _fit(student: str) -> str:
    name = unicodedata.normalize("NFC", student.strip())
    if not is_student_id(name) or name.casefold() in _PLACEHOLDERS or not any(map(str.isalnum, name)):
        raise UsageError(f"{student!r} is no student id. Give your student number: --student 20231234")
    return name


def _as_collected(whole: bytes, work: HandoutWork, student: str) -> Submission:
    """The zip, read as `autograder grade` reads it from a folder of submissions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / student
        folder.mkdir()
        (folder / f"{work.handout.week}.zip").write_bytes(whole)
        found = collect([folder], week=work.handout.week, exercises=work.handout.exercises).submissions
    if not found:
        raise UsageError(
            f"Nothing in {work.handout.folder} can be read as code. Save your files again, and look at them."
        )
    if [one.student for one in found] != [student]:
        raise UsageError(
            f"{student!r} cannot be told from a folder's name. Give your student number: --student 20231234"
        )
    return found[0]


class WarningKind(StrEnum):
    """The kinds of things that may be wrong. Codes; report/ has a sentence for each."""

    LATE = "late"  # detail: days and hours after the due date
    EMPTY = "empty"  # nothing is written
    MISSING = "missing"  # detail: functions that are nowhere
    GAPS = "gaps"  # detail: functions still at their stub
    UNTOUCHED = "untouched"  # detail: files as they were handed out
    SYNTAX = "syntax"  # detail: where
    UNREAD = "unread"  # detail: a Reason
    LIBRARY = "library"  # detail: libraries that grading does not have
    TWICE = "twice"  # detail: functions that another file has too
    NEVER_RUN = "never_run"  # detail: how many cells
    OUT_OF_ORDER = "out_of_order"
    ENDED_IN_ERROR = "ended_in_error"  # detail: which cells
    OTHERS = "others"  # somebody else's file, left out


@dataclass(frozen=True, slots=True)
class SubmitWarning:
    """One thing that may be wrong, the file it is about, and what it is about in it."""

    kind: WarningKind
    file: str = ""
    detail: str = ""


def warnings(work: HandoutWork, packed: tuple[WorkFile, ...], student: str, now: datetime) -> tuple[SubmitWarning, ...]:
    """Everything worth a line, what matters most first."""
    return (
        *_about_time(work, now),
        *_about_whole(work, packed),
        *(one for file in packed for one in _about_file(file, packed, work.handout.packages)),
        *(SubmitWarning(WarningKind.OTHERS, name) for name in others_files(work, student)),
    )


def others_files(work: HandoutWork, student: str) -> tuple[str, ...]:
    """Code in the folder, or one below it, that carries another student's number."""
    found = []
    for path in sorted([*work.handout.folder.glob("*"), *work.handout.folder.glob("*/*")]):
        parts = path.relative_to(work.handout.folder).parts
        if is_source(path.name) and not ignored(parts) and set(ids_in("/".join(parts))) - {student}:
            found.append("/".join(parts))
    return tuple(found)


def _about_time(work: HandoutWork, now: datetime) -> Iterator[SubmitWarning]:
    due = work.handout.due
    if due is not None and now > due:
        yield SubmitWarning(WarningKind.LATE, detail=f"{(now - due).days} {(now - due).seconds // 3600}")


def _about_whole(work: HandoutWork, packed: tuple[WorkFile, ...]) -> Iterator[SubmitWarning]:
    written = frozenset().union(*(file.written for file in packed))
    gaps = frozenset().union(*(file.gaps.keys() for file in packed)) - written
    asked = [exercise.name for exercise in work.handout.exercises]
    if not written:
        yield SubmitWarning(WarningKind.EMPTY)
        return
    untouched = {name for file in packed if file.untouched for name in file.gaps}
    begun = [name for name in asked if name in gaps - untouched]
    gone = [name for name in asked if name not in written | gaps]
    if gone:
        yield SubmitWarning(WarningKind.MISSING, detail=_named(work, gone))
    if begun:
        yield SubmitWarning(WarningKind.GAPS, detail=_named(work, begun))
    whole = [file.name for file in packed if file.untouched]
    if whole:
        yield SubmitWarning(WarningKind.UNTOUCHED, detail=", ".join(whole))


def _named(work: HandoutWork, names: list[str]) -> str:
    """The functions by name.

    Where they are all those of a file, by that file and how many: `tensors.py (9)`.
    """
    shown: dict[str, None] = {}
    for name in names:
        module = next(exercise.module for exercise in work.handout.exercises if exercise.name == name)
        inside = [exercise.name for exercise in work.handout.exercises if exercise.module == module]
        whole = len(inside) > 1 and set(inside) <= set(names)
        shown[f"{module}.py ({len(inside)})" if whole else name] = None
    return ", ".join(shown)


def _about_file(file: WorkFile, packed: tuple[WorkFile, ...], packages: Iterable[str]) -> Iterator[SubmitWarning]:
    if file.code is None:
        yield SubmitWarning(WarningKind.UNREAD, file.name, file.unread)
        return
    if file.code.broken:
        yield SubmitWarning(WarningKind.SYNTAX, file.name, file.code.broken)
    yield from _libraries(file, packed, packages)
    yield from _twice(file, packed)
    if ".ipynb" in file.name and not file.untouched:
        yield from _about_notebook(file)


def early_warnings(work: HandoutWork) -> tuple[SubmitWarning, ...]:
    """Warnings before anything is handed in.

    Libraries that grading lacks, and functions written twice.
    """
    files = work.files
    return tuple(
        one for file in files for one in (*_libraries(file, files, work.handout.packages), *_twice(file, files))
    )


def _libraries(file: WorkFile, files: Iterable[WorkFile], packages: Iterable[str]) -> Iterator[SubmitWarning]:
    """Imports that will fail where the work is graded."""
    there = {
        *LIBRARIES,
        *packages,
        *sys.stdlib_module_names,
        "autograder",
        "public",
        *(Path(one.name).stem for one in files),
    }
    named = dict.fromkeys(name for name in _imports(file) if name not in there)
    if named:
        yield SubmitWarning(WarningKind.LIBRARY, file.name, ", ".join(named))


def _imports(file: WorkFile) -> Iterator[str]:
    for cell in file.code.source.cells if file.code else ():
        try:
            nodes = ast.parse(cell).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def _twice(file: WorkFile, files: Iterable[WorkFile]) -> Iterator[SubmitWarning]:
    twice = sorted(name for one in files if one.name < file.name for name in one.written & file.written)
    if twice:
        yield SubmitWarning(WarningKind.TWICE, file.name, ", ".join(twice))


def _about_notebook(file: WorkFile) -> Iterator[SubmitWarning]:
    """The order and errors of the last run that a notebook remembers.

    What one remembers nothing of may not have been saved.
    """
    cells = [cell for cell in _code_cells(file.content) if "".join(cell.get("source") or "").strip()]
    counts = [cell.get("execution_count") for cell in cells]
    ran = [count for count in counts if isinstance(count, int)]
    if len(ran) < len(counts):
        yield SubmitWarning(WarningKind.NEVER_RUN, file.name, f"{len(counts) - len(ran)} {len(counts)}")
    if any(after < before for before, after in pairwise(ran)):
        yield SubmitWarning(WarningKind.OUT_OF_ORDER, file.name)
    failed = [str(number) for number, cell in enumerate(cells, 1) if _ended_in_error(cell)]
    if failed:
        yield SubmitWarning(WarningKind.ENDED_IN_ERROR, file.name, ", ".join(failed))


def _code_cells(content: bytes) -> list[dict[str, Any]]:
    try:
        cells = json.loads(content)["cells"]
        return [cell for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    except (ValueError, KeyError, TypeError):
        return []


def _ended_in_error(cell: dict[str, Any]) -> bool:
    outputs = cell.get("outputs")
    return isinstance(outputs, list) and any(
        isinstance(one, dict) and one.get("output_type") == "error" for one in outputs
    )
