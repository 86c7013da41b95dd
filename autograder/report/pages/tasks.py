"""A class → what waits for a person, one line each, with the command to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.grading.marking import UNREAD, may_hide_code
from autograder.model import LANGUAGES, Fate, Outcome, Reason, Received, Status, Text
from autograder.report.grades import is_marked_late, lines
from autograder.report.messages.sentences import AssignmentIndex
from autograder.report.pages.ownerless import (
    container,
    of_file,
    options_as_given,
    questions,
    quoted,
    settling,
    why_left,
)
from autograder.report.pages.page import texts
from autograder.report.pages.person import Group, Person
from autograder.text import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.model import Graded
    from autograder.report.pages.class_report import ClassReport

UNNAMED_SHOWN = 3  # the largest: the others stand among the mistakes
MANY = 3  # students: what so few share is not yet worth a name


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for a person.

    `commands` are ready to be copied: of several, one is to be chosen.
    """

    words: Text
    commands: tuple[str, ...] = ()
    person: Person | None = None
    likely: str = ""  # the student whom a file without an owner may belong to

    @property
    def command(self) -> str:
        """The first of its commands, or ""."""
        return next(iter(self.commands), "")


def audit_task(week: str, course: Path, *, measured: bool) -> Task:
    """The audit that a week still wants, whose marks stand meanwhile."""
    code, calibrate = ("unaudited", "") if measured else ("unmeasured", " --calibrate")
    command = f"autograder audit {quoted(week)}{calibrate}{options_as_given(None, course)}"
    return Task(texts(f"class.task.{code}", LANGUAGES, week=week), (command,))


def class_tasks(
    told: ClassReport, people: Mapping[str, Person], *, languages: Sequence[str], groups: Sequence[Group] = ()
) -> Iterator[Task]:
    """All that waits for a person in a class.

    First what the week itself still wants. Then work without an owner or that nobody could read, and checks we could not judge. Whoever needs a person has a line.
    Mistakes without a name, too.
    """
    yield from told.first
    week, grades, where = told.week, told.ordered, told.where
    name, listed = quoted(week.assignment.week), sorted(told.files, key=lambda file: file.path)
    names = {student.id: student.name for student in told.roster}
    waiting = [grade.student for grade in grades if grade.status is Status.UNOWNED]
    asked = tuple(questions(listed, name, names, waiting, languages))
    for one in asked:
        yield Task(one.words, tuple(command + where for command in one.commands), likely=one.likely)
    unknown = [
        grade.student for grade in grades if grade.status is Status.LATENESS_UNKNOWN and not is_marked_late(grade)
    ]
    if len(unknown) >= MANY:
        words = texts("class.task.latenesses", languages, count=len(unknown), week=f"{name}{where}")
        yield Task(words, (f'autograder received {name} --unknown on-time --why "…"{where}',))
    for grade in grades:
        person = people[grade.student]
        if is_unread(grade):
            yield _unread(person, listed, name, languages, where)
        if grade.status is Status.UNGRADED:
            exercises = ", ".join(_ungraded(grade, week))
            words = texts("class.task.ungraded", languages, exercises=exercises)
            yield Task(words, (f"autograder why {name} {quoted(grade.student)}{where}",), person)
        if grade.status is Status.UNOWNED and not asked:
            command = f"autograder why {name} {quoted(person.id)}{where}"
            yield Task(texts("class.task.unowned", languages), (command,), person)
        if grade.status is Status.LATENESS_UNKNOWN and (is_marked_late(grade) or len(unknown) < MANY):
            command = f'autograder received {name} {quoted(grade.student)} TIME --why "…"{where}'
            code = "class.task.marked_late" if is_marked_late(grade) else "class.task.lateness"
            yield Task(texts(code, languages), (command,), person)
    unnamed = [group for group in groups if not group.known and len(group.people) >= MANY and group.causes[0].exercise]
    for group in unnamed[:UNNAMED_SHOWN]:
        exercise, person = group.causes[0].exercise, group.people[0]
        words = texts("class.task.unnamed", languages, count=len(group.people), exercise=exercise)
        options = f"{quoted(person.id)} {exercise} --name … --hint-ko … --hint-en …"
        yield Task(words, (f"autograder learn {name} {options}{where}",), person)


def is_unread(grade: Graded) -> bool:
    """Tell work of which something waits because it could not be read."""
    waits = any(mark.reason == UNREAD and mark.verdict.outcome is Outcome.UNGRADED for mark in grade.marks)
    return grade.status is Status.UNREAD or (grade.status is Status.UNGRADED and waits)


def _unread(person: Person, files: Sequence[Received], week: str, languages: Sequence[str], where: str) -> Task:
    """One line for all of a student that could not be read."""
    unread = _unread_files(person.id, files)
    if not unread:
        command = f"autograder why {week} {quoted(person.id)}{where}"
        return Task(texts("class.task.unread_gone", languages), (command,), person)
    named = {
        language: ", ".join(f"{one_line(file.path)} ({why_left(file, language)})" for file in unread)
        for language in languages
    }
    if all(file.fate is Fate.TAKEN and file.reason == Reason.TEXT_CELLS for file in unread):
        return _in_text(person, unread, week, languages, where)
    code = "class.task.other_week" if all(file.reason == Reason.OTHER_WEEK for file in unread) else "class.task.unread"
    words = (
        of_file(code, unread[0], languages)
        if len(unread) == 1
        else {language: texts(f"{code}_files", (language,), files=told)[language] for language, told in named.items()}
    )
    places = dict.fromkeys(container(file, files, lambda other: other in unread) for file in unread)
    return Task(words, (" && ".join(settling(week, place) + where for place in places),), person)


def _in_text(person: Person, files: Sequence[Received], week: str, languages: Sequence[str], where: str) -> Task:
    """One line for functions that stand in cells of text: the rest is graded."""
    told = ", ".join(f"{one_line(file.path)} ({file.detail})" for file in files)
    words = texts("class.task.text_cells", languages, files=told)
    command = f"autograder override {week} {quoted(person.id)} --exercise"
    names = dict.fromkeys(name for file in files for name in file.detail.split(", "))
    return Task(words, tuple(f'{command} {name} --points … --why "…"{where}' for name in names), person)


def _unread_files(student: str, files: Iterable[Received]) -> Sequence[Received]:
    """The files that may hide what is missing.

    Else another week's. Where no code came at all, a document or whatever there is: a PDF, a page, a text typed into the LMS.
    """
    own = [file for file in files if file.student == student]
    hidden = [file for file in own if may_hide_code(file)]
    strange = [file for file in own if file.fate is Fate.TAKEN and file.reason == Reason.OTHER_WEEK]
    if hidden or strange:
        return hidden or strange
    aside = [file for file in own if file.fate in {Fate.UNREADABLE, Fate.IGNORED}]
    return [file for file in aside if file.reason == Reason.NOT_CODE] or aside[:1]


def _ungraded(grade: Graded, week: AssignmentIndex) -> list[str]:
    """The exercises with a check that could not be graded."""
    return [
        line.name for line in lines(grade, week) if any(mark.verdict.outcome is Outcome.UNGRADED for mark in line.marks)
    ]
