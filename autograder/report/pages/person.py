"""Grades, roster and files → the line of each student on the page of the class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.model import DecisionKind, Fate, Final, Received, Status, Student, Text
from autograder.report.grades import late_cost, lines, minutes_late, out_of
from autograder.report.messages.sentences import AssignmentIndex, late_and_cost
from autograder.text import file_name, one_line

if TYPE_CHECKING:
    from autograder.model import Graded

FLAGS = ("zero", "late", "decided", "unread")
Groups = Mapping[str, Sequence[str]]
"""Students by what they share: the name of a known mistake, or of a check whose path is not yet named."""


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the table of everyone.

    `page` is the address of their feedback, where there is any.
    """

    id: str
    name: str
    section: str
    status: Status
    points: float
    out_of: float
    page: str
    flags: tuple[str, ...]  # codes of badges
    late: Text  # how late, and what it cost
    lost: tuple[str, ...]  # exercises that cost points
    mistakes: tuple[str, ...]


def page_of(student: str) -> str:
    """The name of a student's page within feedback/: safe whatever the id holds."""
    return file_name(student, ".html")


def people_of(
    grades: Iterable[Graded],
    week: AssignmentIndex,
    *,
    roster: Sequence[Student],
    files: Iterable[Received],
    groups: Groups,
    languages: Sequence[str],
) -> dict[str, Person]:
    """Everyone's line by student id, in the order of the grades."""
    known = {student.id: student for student in roster}
    unread = {file.student for file in files if file.fate is Fate.UNREADABLE and file.student}
    mistakes: dict[str, list[str]] = {}
    for name, students in groups.items():
        for student in students:
            mistakes.setdefault(student, []).append(name)
    return {
        grade.student: Person(
            id=grade.student,
            name=known[grade.student].name if grade.student in known else "",
            section=one_line(known[grade.student].section, 40) if grade.student in known else "",
            status=grade.status,
            points=grade.points,
            out_of=out_of(grade, week.assignment),
            page="" if grade.status is Status.MISSING else f"feedback/{quote(page_of(grade.student))}",
            flags=_flags(grade, unread=grade.student in unread),
            late={code: late_and_cost(minutes_late(grade), late_cost(grade), code) for code in languages},
            lost=tuple(line.name for line in lines(grade, week) if line.marks and line.points < line.out_of),
            mistakes=tuple(mistakes.get(grade.student, ())),
        )
        for grade in grades
    }


def _flags(grade: Graded, *, unread: bool) -> tuple[str, ...]:
    links, minutes = (grade.adjustments, grade.lateness.minutes) if isinstance(grade, Final) else ((), 0)
    true = {
        "zero": grade.status is Status.GRADED and not grade.points and not grade.excused,
        "late": minutes > 0,
        "decided": any(mark.by for mark in grade.marks)
        or any(link.decision and link.decision.kind is not DecisionKind.RECEIVED for link in links),
        "unread": unread,
    }
    return tuple(flag for flag in FLAGS if true[flag])
