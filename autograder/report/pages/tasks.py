"""A class → what waits for a person, one line each, with the command to copy."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.model import Assignment, Fate, Final, Outcome, Reason, Received, Status, Student, Text
from autograder.report.grades import in_order, lines
from autograder.report.messages.catalog import say
from autograder.report.messages.events import fate
from autograder.report.messages.sentences import AssignmentIndex, by_name
from autograder.report.pages.page import texts
from autograder.report.pages.person import Group, Person, people_of
from autograder.submissions.names import account, is_archive, is_source, topic
from autograder.text import one_line

if TYPE_CHECKING:
    from autograder.model import Graded

UNNAMED_SHOWN = 3  # the largest: the others stand among the mistakes
_NAMES_SOMEBODY = {Reason.AMBIGUOUS, Reason.CONFLICT}
"""Reasons whose detail are the students it could be."""
MANY = 3  # students: what so few share is not yet worth a name


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for a person.

    `command` is ready to be copied; "" where no command does it.
    """

    words: Text
    command: str = ""
    person: Person | None = None
    likely: str = ""  # the student whom a file without an owner may belong to


def class_tasks(
    grades: Iterable[Graded],
    assignment: Assignment,
    *,
    files: Sequence[Received] = (),
    roster: Sequence[Student] = (),
    language: str = "en",
) -> tuple[Task, ...]:
    """Everything of a class that waits for a person.

    Files without an owner, unread work, unknown times, our faults.
    """
    week, ordered = by_name(assignment), in_order(grades)
    people = people_of(ordered, week, roster=roster, files=files, groups={}, languages=(language,))
    return tuple(tasks_of(ordered, week, people, files=files, groups=(), languages=(language,)))


def tasks_of(
    grades: Sequence[Graded],
    week: AssignmentIndex,
    people: Mapping[str, Person],
    *,
    files: Sequence[Received],
    groups: Sequence[Group],
    languages: Sequence[str],
) -> Iterator[Task]:
    """Work without an owner or that nobody could read, and checks we could not judge.

    Mistakes without a name, too.
    """
    name = shlex.quote(week.assignment.week)
    yield from _of_files(sorted(files, key=lambda file: file.path), name, people, languages)
    unknown = [grade.student for grade in grades if grade.status is Status.LATENESS_UNKNOWN and not _marked(grade)]
    if len(unknown) >= MANY:
        words = texts("class.task.latenesses", languages, count=len(unknown), week=week.assignment.week)
        yield Task(words, f'autograder received {name} --unknown on-time --why "…"')
    told = {file.student for file in files if file.fate is Fate.UNREADABLE}
    for grade in grades:
        if grade.status is Status.UNREAD and grade.student not in told and (file := _handed_in(grade.student, files)):
            yield _unread(file, name, people, languages)
        if grade.status is Status.UNGRADED:
            exercises = ", ".join(_ungraded(grade, week))
            words = texts("class.task.ungraded", languages, exercises=exercises)
            yield Task(words, f"autograder why {name} {_quoted(grade.student)}", people[grade.student])
        if grade.status is Status.LATENESS_UNKNOWN and (_marked(grade) or len(unknown) < MANY):
            command = f'autograder received {name} {_quoted(grade.student)} TIME --why "…"'
            code = "class.task.marked_late" if _marked(grade) else "class.task.lateness"
            yield Task(texts(code, languages), command, people[grade.student])
    unnamed = [group for group in groups if not group.known and len(group.people) >= MANY and group.causes[0].exercise]
    for group in unnamed[:UNNAMED_SHOWN]:
        exercise, person = group.causes[0].exercise, group.people[0]
        words = texts("class.task.unnamed", languages, count=len(group.people), exercise=exercise)
        options = f"{_quoted(person.id)} {exercise} --name … --hint-ko … --hint-en …"
        yield Task(words, f"autograder learn {name} {options}", person)


def _marked(grade: Graded) -> bool:
    """Tell work that its LMS calls late, without a time."""
    return isinstance(grade, Final) and grade.lateness.marked


def _of_files(
    files: Sequence[Received], week: str, people: Mapping[str, Person], languages: Sequence[str]
) -> Iterator[Task]:
    """Files without an owner, a folder or archive of them as one.

    And files that could not be read.
    """
    seen: set[str] = set()
    for file in files:
        if _unowned(file):
            path = _of_one_account(file, files) or _container(file, files)
            if path in seen:
                continue
            seen.add(path)
            left = file.reason == Reason.NOT_IN_ROSTER and not file.likely
            owner = _quoted(file.likely) if file.likely else "--nobody" if left else "ID"
            yield Task(
                _of_file("class.task.stranger" if left else "class.task.owner", replace(file, path=path), languages),
                f'autograder settle {week} {_quoted(path)} {owner} --why "…"',
                likely=one_line(f"{file.likely} {people[file.likely].name if file.likely in people else ''}"),
            )
        elif file.fate is Fate.UNREADABLE:
            yield _unread(file, week, people, languages)


def _unread(file: Received, week: str, people: Mapping[str, Person], languages: Sequence[str]) -> Task:
    command = f'autograder settle {week} {_quoted(file.path)} --nobody --why "…"'
    return Task(_of_file("class.task.unread", file, languages), command, people.get(file.student))


def _handed_in(student: str, files: Iterable[Received]) -> Received | None:
    """A file that is all there is of a student, and no code.

    A PDF, a page, a text typed into the LMS.
    """
    own = [file for file in files if file.student == student and file.fate is Fate.IGNORED]
    return next((file for file in own if file.reason == Reason.NOT_CODE), next(iter(own), None))


def _unowned(file: Received) -> bool:
    return file.fate is Fate.UNMATCHED or (file.fate is Fate.UNREADABLE and not file.student)


def _of_one_account(file: Received, files: Sequence[Received]) -> str:
    """The account of an LMS that several files without an owner came from."""
    place = account(file.path)
    alike = [other for other in files if place and account(other.path) == place and _unowned(other)]
    return place if len(alike) > 1 and all(_whose(other) == _whose(file) for other in alike) else ""


def _container(file: Received, files: Sequence[Received]) -> str:
    """The outermost folder or archive that may all be the same student's.

    Else the file's own path. What was set aside asks nothing of anybody.
    """
    parts, found = file.path.split("/"), file.path
    for end in range(len(parts) - 1, 0, -1):
        above = "/".join(parts[:end])
        inside = [other for other in files if other.path.startswith(f"{above}/") and other.fate is not Fate.IGNORED]
        alike = all(_unowned(other) and _whose(other) == _whose(file) for other in inside)
        beside = {other.path.removeprefix(f"{above}/").partition("/")[0] for other in inside}
        if (
            not alike
            or (len(beside) > 1 and any(map(is_archive, beside)))
            or _of_several([other.path for other in inside])
        ):
            break
        found = above if len(inside) > 1 else found
    return found


def _of_several(paths: Sequence[str]) -> bool:
    """Tell whether files look like more than one person's work.

    The same name twice, two notebooks, two files that are named for the week alone, or an archive beside another file:
    nobody hands in any of them in one piece.
    """
    names = [path.rpartition("/")[2] for path in paths]
    silent = sum(is_source(name) and not topic(name) for name in names)
    return len(set(names)) < len(names) or sum(name.endswith(".ipynb") for name in names) > 1 or silent > 1


def _whose(file: Received) -> tuple[str, str, str]:
    return file.reason, file.detail, file.likely


def _of_file(code: str, file: Received, languages: Sequence[str]) -> Text:
    path, could_be = one_line(file.path), f": {one_line(file.detail)}" if file.reason in _NAMES_SOMEBODY else ""
    return {
        language: say(code, language, path=path, fate=f"{fate(file, language)}{could_be}") for language in languages
    }


def _quoted(text: str) -> str:
    """As a shell takes it, on one line."""
    return shlex.quote(one_line(text, 400))


def _ungraded(grade: Graded, week: AssignmentIndex) -> list[str]:
    """The exercises with a check that could not be graded."""
    return [
        line.name for line in lines(grade, week) if any(mark.verdict.outcome is Outcome.UNGRADED for mark in line.marks)
    ]
