"""Reports and a folder → the files of a graded class, each whole or not there."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.files import write_file
from autograder.model import LANGUAGES, Assignment, Cost, Grade, Received, Student
from autograder.report.grades import grades_csv, grades_json, reconciliation_csv
from autograder.report.messages.sentences import by_name
from autograder.report.pages.class_page import class_page
from autograder.report.pages.person import page_of
from autograder.report.pages.sections import NOTHING_DECIDED, Decisions
from autograder.report.pages.student_page import student_page
from autograder.report.plots.pictures import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from autograder.model import Graded
    from autograder.report.pages.tasks import Task
    from autograder.report.plots.drawing import Drawn
    from autograder.report.plots.pictures import AnyPicture


def no_pictures(_report: Grade) -> Iterable[AnyPicture]:
    """For a class without loops, or in a hurry."""
    return ()


def write(
    out: Path,
    grades: Sequence[Grade],
    *,
    assignment: Assignment,
    pictures: Callable[[Grade], Iterable[AnyPicture]] = no_pictures,
    files: Sequence[Received] = (),
    roster: Sequence[Student] = (),
    languages: Sequence[str] = LANGUAGES,
) -> tuple[Path, ...]:
    """All the files of a finished batch.

    `pictures` is asked for each report's when its page is written.
    """
    students = {student.id: student for student in roster}
    pages = [
        write_feedback(
            out,
            grade,
            assignment=assignment,
            pictures=pictures(grade),
            student=students.get(grade.student),
            languages=languages,
        )
        for grade in grades
    ]
    rest = write_class(out, grades, assignment=assignment, files=files, roster=roster, languages=languages)
    return (*rest, *pages)


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


def write_class(
    out: Path,
    grades: Sequence[Graded],
    *,
    assignment: Assignment,
    files: Sequence[Received] = (),
    roster: Sequence[Student] = (),
    costs: Mapping[str, Cost] = MappingProxyType({}),
    languages: Sequence[str] = LANGUAGES,
    where: str = "",
    first: Sequence[Task] = (),
) -> tuple[Path, ...]:
    """grades.csv, grades.json, reconciliation.csv and index.html.

    Looks only at marks: recordings need not be in memory. `where`: options of every command on the page. `first`: what is
    to be done of the week itself.
    """
    about = {"files": files, "roster": roster, "costs": costs, "languages": languages, "where": where, "first": first}
    page = class_page(grades, assignment, **about)
    return (
        write_file(out / "grades.csv", grades_csv(grades, assignment)),
        write_file(out / "grades.json", grades_json(grades, assignment)),
        write_file(out / "reconciliation.csv", reconciliation_csv(files)),
        write_file(out / "index.html", page),
    )
