"""Graded weeks and a roster → a gradebook in the form that an LMS takes. One module a format."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from autograder.errors import UsageError
from autograder.report.gradebooks import blackboard, canvas, excel, gradescope, moodle, nbgrader, plain
from autograder.report.gradebooks.book import book
from autograder.report.gradebooks.sheet import Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from autograder.model import Assignment, Student, Submission
    from autograder.report.gradebooks.book import Book
    from autograder.report.graded import Graded


class Format(StrEnum):
    """What `export --format` takes."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    MOODLE_KO = "moodle-ko"
    BLACKBOARD_KO = "blackboard-ko"
    GRADESCOPE = "gradescope"
    NBGRADER = "nbgrader"
    CSV = "csv"
    EXCEL = "excel"


class Gradebook(Protocol):
    """A module that writes one format."""

    @property
    def SUFFIX(self) -> str:
        """How its files are named."""

    def write(self, book: Book, template: Template | None, /) -> bytes:
        """The file's content. Where the LMS's own file is given, that file filled in."""


FORMATS: Mapping[Format, Gradebook] = {
    Format.CANVAS: canvas,
    Format.MOODLE: moodle.Worksheet(moodle.ENGLISH),
    Format.MOODLE_KO: moodle.Worksheet(moodle.KOREAN),
    Format.BLACKBOARD_KO: blackboard,
    Format.GRADESCOPE: gradescope,
    Format.NBGRADER: nbgrader,
    Format.CSV: plain,
    Format.EXCEL: excel,
}
FILLED = (Format.CANVAS, Format.MOODLE, Format.MOODLE_KO, Format.BLACKBOARD_KO)
_IN_KOREAN = (Format.MOODLE_KO, Format.BLACKBOARD_KO)


def export(
    graded: Iterable[Graded],
    form: str,
    *,
    assignment: Assignment,
    roster: Sequence[Student] = (),
    template: Path | None = None,
    submissions: Mapping[str, Submission] = MappingProxyType({}),
) -> bytes:
    """The gradebook's bytes. `template`: the LMS's own export of it, for the formats in FILLED, which then keep its ids.

    `submissions`, by student, say when the work came and which ids the LMS put into its path; Reports bring their own.
    Raises RecordError, naming file, line and column, where reports, roster and template do not fit together.
    """
    wanted = _format(form)
    if template is not None and wanted not in FILLED:
        raise UsageError(
            f"{wanted} does not fill in a file of the LMS; only {', '.join(FILLED)} do. Leave the template out."
        )
    language = "ko" if wanted in _IN_KOREAN else "en"
    given = Template(template.name, template.read_bytes()) if template else None
    return FORMATS[wanted].write(
        book(graded, assignment, roster=roster, submissions=submissions, language=language), given
    )


def suffix(form: str) -> str:
    """How a file of that format is usually named."""
    return FORMATS[_format(form)].SUFFIX


def _format(form: str) -> Format:
    if form not in list(Format):
        raise UsageError(f"there is no gradebook format {form!r}; there are {', '.join(Format)}.")
    return Format(form)
