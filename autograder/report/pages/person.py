"""Grades, roster and files → a line for each student, and who shares a mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.model import (
    DecisionKind,
    Difference,
    Fate,
    Final,
    Kind,
    Mark,
    Outcome,
    Status,
    Text,
    Verdict,
)
from autograder.report.grades import Line, is_marked_late, late_cost, lines, minutes_late, out_of
from autograder.report.messages.events import late_and_cost
from autograder.report.messages.sentences import AssignmentIndex, joined, measured, tell, title
from autograder.text import file_name, one_line

if TYPE_CHECKING:
    from autograder.model import Graded
    from autograder.report.pages.class_report import ClassReport

FLAGS = ("zero", "late", "decided", "unread")


@dataclass(frozen=True, slots=True)
class Symptom:
    """A known mistake that students share, or a check that goes wrong alike.

    `shown`: of a check, the difference as far as it is the same for all of them.
    """

    name: str
    shown: Difference | None = None


Groups = Mapping[str, tuple[Symptom, Sequence[str]]]
"""Symptoms and their students, by a word for the address of the page; of one check the most frequent has its name."""


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


def people_of(told: ClassReport, languages: Sequence[str], groups: Groups | None = None) -> dict[str, Person]:
    """Everyone's line by student id, in the order of the page."""
    week, known = told.week, {student.id: student for student in told.roster}
    unread = {file.student for file in told.files if file.fate is Fate.UNREADABLE and file.student}
    mistakes: dict[str, list[str]] = {}
    for name, (_, students) in (groups or {}).items():
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
            late={code: _late(grade, code) for code in languages},
            lost=tuple(line.name for line in lines(grade, week) if _is_lost(line)),
            mistakes=tuple(mistakes.get(grade.student, ())),
        )
        for grade in told.ordered
    }


def _late(grade: Graded, language: str) -> str:
    return late_and_cost(minutes_late(grade), late_cost(grade), language, marked=is_marked_late(grade))


def _is_lost(line: Line) -> bool:
    """Tell an exercise that cost points from one that waits for a person."""
    return any(mark.points < mark.out_of and mark.verdict.outcome is not Outcome.UNGRADED for mark in line.marks)


def _flags(grade: Graded, *, unread: bool) -> tuple[str, ...]:
    links, minutes = (grade.adjustments, grade.lateness.minutes) if isinstance(grade, Final) else ((), 0)
    true = {
        "zero": grade.status is Status.GRADED and not grade.points and not grade.excused,
        "late": minutes > 0 or is_marked_late(grade),
        "decided": any(mark.by for mark in grade.marks)
        or any(link.decision and link.decision.kind is not DecisionKind.RECEIVED for link in links),
        "unread": unread,
    }
    return tuple(flag for flag in FLAGS if true[flag])


@dataclass(frozen=True, slots=True)
class SharedCause:
    """A mistake, or an unnamed check's failure, that students share.

    `told`: how the check goes wrong.
    """

    name: str
    known: bool
    exercise: str
    words: Text
    called: str
    told: Text


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
    for name, (symptom, students) in sorted(groups.items(), key=lambda each: (each[1][0].shown is not None, each[0])):
        if symptom.shown is None or len(students) > 1:
            by_students.setdefault(frozenset(students), []).append(_cause(name, symptom, week, languages))
    found = [
        Group(tuple(causes), tuple(people[student] for student in sorted(students) if student in people))
        for students, causes in by_students.items()
    ]
    found.sort(key=lambda group: group.causes[0].name)
    found.sort(key=lambda group: (group.known, len(group.people)), reverse=True)
    yield from found


def _cause(name: str, symptom: Symptom, week: AssignmentIndex, languages: Sequence[str]) -> SharedCause:
    """A check's symptom is a path that is not named yet."""
    mistake, check = week.mistakes.get(symptom.name), week.checks.get(symptom.name)
    known = mistake or check
    words: Text = {}
    told: Text = {}
    if mistake:
        words = mistake.hint
    elif check and symptom.shown:
        words = {language: title(check, language) for language in languages}
        told = {language: _told(check.name, symptom.shown, week, language) for language in languages}
    called = symptom.name.rpartition("__")[2].replace("_", " ")
    return SharedCause(name, symptom.shown is None, known.exercise if known else "", words, called, told)


def _told(check: str, shown: Difference, week: AssignmentIndex, language: str) -> str:
    """The measured sentence, or else the difference itself."""
    if shown.pattern:
        return measured(shown.pattern, language)
    return joined(tell(Verdict(check, Outcome.FAILED, shown), week, language, with_advice=False), language)


def symptoms(grades: Iterable[Graded]) -> Groups:
    """Everyone by the known mistake they share.

    Where none is known, by the check that fails in the same place with the same words.
    """
    groups: dict[Symptom, list[str]] = {}
    for grade in grades:
        for symptom in dict.fromkeys(_symptoms(grade.marks)):
            groups.setdefault(symptom, []).append(grade.student)
    seen: Counter[str] = Counter()
    named: dict[str, tuple[Symptom, Sequence[str]]] = {}
    for symptom, students in sorted(groups.items(), key=lambda each: -len(each[1])):
        seen[symptom.name] += 1
        place = f"~{seen[symptom.name]}" if seen[symptom.name] > 1 else ""
        named[f"{symptom.name}{place}"] = symptom, tuple(students)
    return named


def _symptoms(marks: Iterable[Mark]) -> Iterator[Symptom]:
    """One a failed check; a function that was never written is no mistake."""
    for verdict in (mark.verdict for mark in marks):
        difference = verdict.difference or Difference(Kind.OTHER)
        if verdict.outcome is Outcome.FAILED and difference.kind not in {Kind.MISSING, Kind.NOT_STARTED}:
            yield Symptom(verdict.mistakes[0]) if verdict.mistakes else Symptom(verdict.check, _of_anyone(difference))


def _of_anyone(difference: Difference) -> Difference:
    """The difference without lines of a student's own.

    And without numbers where a measure tells of all.
    """
    where = replace(difference, file="", line=0)
    return replace(where, index=(), got="", expected="") if difference.pattern else where
