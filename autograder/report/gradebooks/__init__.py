"""Graded weeks and a roster → a gradebook as an LMS takes it.

All formats are listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.errors import UsageError
from autograder.report.gradebooks import blackboard, canvas, excel, gradescope, moodle, nbgrader, plain
from autograder.report.gradebooks.book import Book, Row, book
from autograder.report.gradebooks.sheet import Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from autograder.model import Assignment, Graded, Student, Submission

__all__ = ["FORMATS", "Format", "export", "left_out"]


@dataclass(frozen=True, slots=True)
class Format:
    """One gradebook's writer, and its file's ending.

    `placed` finds students in the LMS's own export, where a writer fills that in.
    """

    write: Callable[[Book, Template | None], bytes]
    suffix: str = ".csv"
    language: str = "en"
    placed: Callable[[Book, Template], Mapping[int, Row]] | None = None


FORMATS: Mapping[str, Format] = {
    "canvas": Format(canvas.write, placed=canvas.placed),
    "moodle": Format(moodle.write, placed=moodle.placed),
    "moodle-ko": Format(moodle.write_korean, language="ko", placed=moodle.placed),
    "blackboard-ko": Format(blackboard.write, ".xls", language="ko", placed=blackboard.placed),
    "gradescope": Format(gradescope.write),
    "nbgrader": Format(nbgrader.write),
    "csv": Format(plain.write),
    "excel": Format(excel.write, ".xlsx"),
}
"""By the name that `export --format` takes."""


def export(
    graded: Iterable[Graded],
    form: str,
    *,
    assignment: Assignment,
    roster: Sequence[Student] = (),
    template: Path | None = None,
    submissions: Mapping[str, Submission] = MappingProxyType({}),
) -> bytes:
    """The gradebook's bytes.

    `template`: the LMS's own export, for the formats that fill it in and keep its ids.
    `submissions`, by student, say when the work came and which ids the LMS put into its path; a Grade brings its own.
    Who is not on the roster, or has no row in the template, holds nobody up: `left_out` names them. Raises RecordError,
    naming file, line and column, where marks, roster and template do not fit together.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no gradebook format {form!r}; there are {', '.join(FORMATS)}.")
    wanted = FORMATS[form]
    if template is not None and wanted.placed is None:
        filling = ", ".join(name for name, each in FORMATS.items() if each.placed)
        raise UsageError(f"{form} does not fill in a file of the LMS; only {filling} do. Leave the template out.")
    rows = book(graded, assignment, roster=roster, submissions=submissions, language=wanted.language)
    return wanted.write(rows, Template(template.name, template.read_bytes()) if template else None)


def left_out(
    graded: Iterable[Graded],
    form: str,
    *,
    assignment: Assignment,
    roster: Sequence[Student] = (),
    template: Path | None = None,
    submissions: Mapping[str, Submission] = MappingProxyType({}),
) -> tuple[str, ...]:
    """The ids of those whom `export` with the same arguments leaves out.

    No longer enrolled, or in another section.
    """
    rows, placed = book(graded, assignment, roster=roster, submissions=submissions), FORMATS[form].placed
    if template is None or placed is None:
        return rows.strangers
    there = {row.student.id for row in placed(rows, Template(template.name, template.read_bytes())).values()}
    return tuple(sorted({*rows.strangers, *(row.student.id for row in rows.rows if row.student.id not in there)}))
