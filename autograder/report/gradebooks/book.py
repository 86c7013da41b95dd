"""Graded weeks and a roster → the rows of a gradebook, whatever its format."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.model import AdjustmentKind, Final, Grade, Status, Student, Submission, worth
from autograder.report.grades import in_order, late_cost, lines, minutes_late, out_of
from autograder.report.messages.catalog import number, say
from autograder.report.messages.events import duration
from autograder.report.messages.sentences import AssignmentIndex, by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from autograder.model import Assignment, Graded


@dataclass(frozen=True, slots=True)
class Row:
    """One student. `points` is None where a number would mislead.

    A person must look, or nothing was handed in.
    """

    student: Student
    status: Status
    points: float | None
    earned: float
    out_of: float
    exercises: Mapping[str, float]
    feedback: str
    excused: bool = False
    received: datetime | None = None
    deadline: datetime | None = None  # the one that counted for this student
    minutes_late: int | None = 0  # None where nobody knows when it came
    late_cost: float = 0.0
    paths: tuple[str, ...] = ()  # where the files came from: an LMS writes its own ids there


@dataclass(frozen=True, slots=True)
class Book:
    """One week of a class, ready to be written down.

    `title` is what the column is called.
    """

    title: str
    titles: tuple[str, ...]  # what an existing column of this week may be called
    exercises: tuple[str, ...]
    out_of: float
    rows: tuple[Row, ...]
    due: datetime | None = None
    strangers: tuple[str, ...] = ()  # graded, but not on the roster: an export goes out without them


def book(
    graded: Iterable[Graded],
    assignment: Assignment,
    *,
    roster: Sequence[Student] = (),
    submissions: Mapping[str, Submission] = MappingProxyType({}),
    language: str = "en",
) -> Book:
    """Everyone on the roster who was graded, by student id.

    Without a roster, everyone.

    Raises RecordError where two reports are one student's.
    """
    week, ordered = by_name(assignment), in_order(graded)
    students = {student.id: student for student in roster}
    _once(ordered)
    rows = []
    for each in ordered:
        if roster and each.student not in students:
            continue
        work = submissions.get(each.student) or (each.submission if isinstance(each, Grade) else None)
        rows.append(_row(each, week, students.get(each.student) or Student(each.student), work, language))
    return Book(
        title=assignment.week,
        titles=tuple(dict.fromkeys(_titles(assignment))),
        exercises=tuple(exercise.name for exercise in assignment.exercises),
        out_of=round(sum(worth(assignment).values()), 6),
        rows=tuple(rows),
        due=assignment.due,
        strangers=tuple(each.student for each in ordered if roster and each.student not in students),
    )


def same(text: str) -> str:
    """A name or id as it is compared: one Unicode form, no case, no space."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def first_and_last(student: Student) -> tuple[str, str]:
    """The parts of a name as the roster has them.

    Else `Last, First`, or the last word.

    A name of one word is not guessed apart.
    """
    more = {name.casefold().replace(" ", "_"): value for name, value in student.more.items()}
    if more.get("first_name") or more.get("last_name"):
        return more.get("first_name", ""), more.get("last_name", "")
    last, comma, first = student.name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = student.name.rpartition(" ")
    return (first, last) if first else (student.name, "")


def _titles(assignment: Assignment) -> Iterator[str]:
    yield assignment.week
    for words in assignment.title.values():
        yield words
        yield f"{assignment.week} {words}"


def _row(each: Graded, week: AssignmentIndex, student: Student, work: Submission | None, language: str) -> Row:
    found, most = lines(each, week), out_of(each, week.assignment)
    told = ", ".join(f"{line.name} {number(line.points)}/{number(line.out_of)}" for line in found)
    return Row(
        student=student,
        status=each.status,
        points=each.points if each.status is Status.GRADED else None,
        earned=each.points,
        out_of=most,
        exercises={line.name: line.points for line in found},
        feedback=_feedback(each, most, told, language),
        excused=each.excused,
        received=_received(each, work),
        deadline=(each.lateness.deadline if isinstance(each, Final) else None) or week.assignment.due,
        minutes_late=minutes_late(each),
        late_cost=late_cost(each),
        paths=tuple(file.path for file in work.files) if work else (),
    )


def _received(each: Graded, work: Submission | None) -> datetime | None:
    """The time a person gave, else the one that came with the work."""
    steps = each.adjustments if isinstance(each, Final) else ()
    said = [step.decision.received for step in steps if step.decision and step.kind is AdjustmentKind.RECEIVED]
    return next(iter(said), None) or (work.received if work else None)


def _once(ordered: Sequence[Graded]) -> None:
    for one, two in pairwise(ordered):
        if one.student == two.student:
            raise RecordError(
                f"{one.student!r} has two reports of {one.week}. One must count: choose an attempt first."
            )


def _feedback(each: Graded, most: float, told: str, language: str) -> str:
    if each.status is not Status.GRADED:
        return say(f"status.{each.status}", language)
    told = say("gradebook.feedback", language, points=number(each.points), out_of=number(most), exercises=told)
    minutes = minutes_late(each) or 0
    late = say("gradebook.late", language, time=duration(minutes, language), cost=number(late_cost(each)))
    return f"{told} {late}" if minutes else told
