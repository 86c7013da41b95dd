"""Graded weeks and a roster → a gradebook as an LMS takes it.

All formats are listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from autograder.errors import UsageError
from autograder.report.gradebooks import blackboard, canvas, excel, gradescope, moodle, nbgrader, plain
from autograder.report.gradebooks.book import Book, book
from autograder.report.gradebooks.sheet import Filled, Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from autograder.model import Assignment, Graded, Student, Submission

__all__ = ["FORMATS", "Format", "Written", "export", "written"]


@dataclass(frozen=True, slots=True)
class Format:
    """A gradebook's writer, its file's ending and language.

    `fill` writes into the LMS's own export.
    """

    fresh: Callable[[Book], bytes]
    fill: Callable[[Book, Template], Filled] | None = None
    suffix: str = ".csv"
    language: str = "en"


FORMATS: Mapping[str, Format] = {
    "canvas": Format(canvas.fresh, canvas.fill),
    "moodle": Format(moodle.fresh, moodle.fill),
    "moodle-ko": Format(moodle.fresh_korean, moodle.fill, language="ko"),
    "blackboard-ko": Format(blackboard.fresh, blackboard.fill, ".xls", language="ko"),
    "gradescope": Format(gradescope.fresh),
    "nbgrader": Format(nbgrader.fresh),
    "csv": Format(plain.fresh),
    "excel": Format(excel.fresh, suffix=".xlsx"),
}
"""By the name that `export --format` takes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A gradebook's bytes, and the students who hold nobody up.

    `strangers` are not on the roster, `rowless` have no row in the LMS's file, and neither is written. `held_back` wait for
    a person, and have no points in it. `nameless` are unknown to the LMS, which will skip them.
    """

    content: bytes
    strangers: tuple[str, ...] = ()
    rowless: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Those who are not in it."""
        return tuple(sorted({*self.strangers, *self.rowless}))


def written(
    graded: Iterable[Graded],
    form: str,
    *,
    assignment: Assignment,
    roster: Sequence[Student] = (),
    template: Path | None = None,
    submissions: Mapping[str, Submission] = MappingProxyType({}),
) -> Written:
    """Write a gradebook, whoever has left, joined or waits.

    `template`: the LMS's own export, for the formats that fill it in and keep its ids. `submissions`, by student, say when
    the work came and which ids the LMS put into its path; a Grade brings its own. Raises RecordError, naming file, line
    and column, where marks, roster and template do not fit together.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no gradebook format {form!r}; there are {', '.join(FORMATS)}.")
    wanted = FORMATS[form]
    made = book(graded, assignment, roster=roster, submissions=submissions, language=wanted.language)
    held_back = tuple(row.student.id for row in made.rows if row.status.needs_person)
    if template is None:
        skipped = moodle.without_identifier(made) if wanted.fill is moodle.fill else ()
        return Written(wanted.fresh(made), made.strangers, held_back=held_back, nameless=skipped)
    if wanted.fill is None:
        filling = ", ".join(name for name, each in FORMATS.items() if each.fill)
        raise UsageError(f"{form} does not fill in a file of the LMS; only {filling} do. Leave the template out.")
    filled = wanted.fill(made, Template(template.name, template.read_bytes()))
    there = {row.student.id for row in filled.rows.values()}
    rowless = tuple(row.student.id for row in made.rows if row.student.id not in there)
    return Written(filled.content, made.strangers, rowless, tuple(one for one in held_back if one in there))


def export(graded: Iterable[Graded], form: str, **about: Any) -> bytes:
    """Give a gradebook's bytes alone; the arguments are those of `written`."""
    return written(graded, form, **about).content
