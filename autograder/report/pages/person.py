"""Grades, roster and files → a line for each student, and who shares a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.model import DecisionKind, Fate, Final, Grade, Kind, Mark, Outcome, Received, Status, Student, Text
from autograder.report.grades import Line, late_cost, lines, minutes_late, out_of
from autograder.report.messages.events import late_and_cost
from autograder.report.messages.sentences import AssignmentIndex, title
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

    @property
    def known(self) -> float | None:
        """The points, where they are more than the nothing that could be read."""
        return None if self.status in {Status.UNREAD, Status.UNOWNED} and not self.points else self.points


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
            lost=tuple(line.name for line in lines(grade, week) if _is_lost(line)),
            mistakes=tuple(mistakes.get(grade.student, ())),
        )
        for grade in grades
    }


def _is_lost(line: Line) -> bool:
    """Tell an exercise that cost points from one that waits for a person."""
    return any(mark.points < mark.out_of and mark.verdict.outcome is not Outcome.UNGRADED for mark in line.marks)


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


@dataclass(frozen=True, slots=True)
class SharedCause:
    """A mistake, or an unnamed check's failure, that students share."""

    name: str
    known: bool
    exercise: str
    words: Text
    called: str


@dataclass(frozen=True, slots=True)
class Group:
    """The same students under all that they share."""

    causes: tuple[SharedCause, ...]
    people: tuple[Person, ...]

    @property
    def known(self) -> bool:
        """Tell a group with a hint from one that waits for a name."""
        return any(cause.known for cause in self.causes)


def groups_of(
    groups: Groups, week: AssignmentIndex, people: Mapping[str, Person], languages: Sequence[str]
) -> Iterator[Group]:
    """The named first, and the largest of them; the same students only once."""
    by_students: dict[frozenset[str], list[SharedCause]] = {}
    for name in sorted(groups, key=lambda name: (name not in week.mistakes, name)):
        if name in week.mistakes or len(groups[name]) > 1:
            by_students.setdefault(frozenset(groups[name]), []).append(_cause(name, week, languages))
    found = [
        Group(tuple(causes), tuple(people[student] for student in sorted(students) if student in people))
        for students, causes in by_students.items()
    ]
    found.sort(key=lambda group: group.causes[0].name)
    found.sort(key=lambda group: (group.known, len(group.people)), reverse=True)
    yield from found


def _cause(name: str, week: AssignmentIndex, languages: Sequence[str]) -> SharedCause:
    """A name that is no mistake's is a check's: a path that is not named yet."""
    mistake, check = week.mistakes.get(name), week.checks.get(name)
    known = mistake or check
    words: Text = {}
    if mistake:
        words = mistake.hint
    elif check:
        words = {language: title(check, language) for language in languages}
    called = name.rpartition("__")[2].replace("_", " ")
    return SharedCause(name, mistake is not None, known.exercise if known else "", words, called)


def symptoms(grades: Iterable[Grade | Final]) -> dict[str, tuple[str, ...]]:
    """Students by the known mistake they share.

    By the failed check where no mistake is known.
    """
    groups: dict[str, list[str]] = {}
    for grade in grades:
        for name in dict.fromkeys(_symptoms(grade.marks)):
            groups.setdefault(name, []).append(grade.student)
    return {name: tuple(students) for name, students in groups.items()}


def _symptoms(marks: Iterable[Mark]) -> Iterator[str]:
    """One name a failed check; a function that was never written is no mistake."""
    for verdict in (mark.verdict for mark in marks):
        difference = verdict.difference
        written = difference is None or difference.kind not in {Kind.MISSING, Kind.NOT_STARTED}
        if verdict.outcome is Outcome.FAILED and written:
            yield verdict.mistakes[0] if verdict.mistakes else verdict.check
