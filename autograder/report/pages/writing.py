"""Reports and a folder → the files of a graded class, each whole or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.files import write_file
from autograder.model import LANGUAGES, Assignment, Grade, Student
from autograder.report.grades import grades_csv, grades_json, reconciliation_csv
from autograder.report.messages.sentences import by_name
from autograder.report.pages.class_page import class_page
from autograder.report.pages.person import page_of
from autograder.report.pages.sections import NOTHING_DECIDED, Decisions
from autograder.report.pages.student_page import student_page
from autograder.report.plots.pictures import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from autograder.report.pages.class_report import ClassReport
    from autograder.report.plots.drawing import Drawn
    from autograder.report.plots.pictures import AnyPicture


def write_feedback(
    out: Path,
    grade: Grade,
    *,
    assignment: Assignment,
    pictures: Iterable[AnyPicture] = (),
    drawn: Sequence[Drawn] = (),
    student: Student | None = None,
    decided: Decisions = NOTHING_DECIDED,
    languages: Sequence[str] = LANGUAGES,
) -> Path:
    """feedback/<student_id>.html: may be called as soon as one report is ready.

    Returns where the page is.
    """
    drawn = [*drawn, *(draw(picture, languages) for picture in pictures)]
    page = student_page(grade, by_name(assignment), drawn=drawn, student=student, decided=decided, languages=languages)
    return write_file(out / "feedback" / page_of(grade.student), page)


def write_class(out: Path, told: ClassReport, languages: Sequence[str] = LANGUAGES) -> tuple[Path, ...]:
    """grades.csv, grades.json, reconciliation.csv and index.html."""
    return (
        write_file(out / "grades.csv", grades_csv(told.grades, told.assignment)),
        write_file(out / "grades.json", grades_json(told.grades, told.assignment)),
        write_file(out / "reconciliation.csv", reconciliation_csv(told.files)),
        write_file(out / "index.html", class_page(told, languages)),
    )
