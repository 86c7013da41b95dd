"""Everyone's grades → the page of the class: what is to be done, exercises and checks, mistakes, everyone, files."""

from __future__ import annotations

import shlex
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.model import LANGUAGES, Assignment, Cost, Fate, Final, Outcome, Received, Status, Student, Text
from autograder.report.grades import in_order, late_cost, lines, minutes_late, out_of, worth
from autograder.report.messages.catalog import number, say
from autograder.report.messages.sentences import AssignmentIndex, by_name, fate, late_and_cost, title
from autograder.report.pages.class_statistics import exercise_statistics, resources, stopped
from autograder.report.pages.page import render, texts
from autograder.report.plots.drawing import Drawn, histogram
from autograder.text import file_name, one_line

if TYPE_CHECKING:
    from autograder.model import Graded

FILES_SHOWN = 200
GROUPS_SHOWN = 10
PEOPLE_SHOWN = 20
TASKS_SHOWN = 10
UNNAMED_SHOWN = 3  # the largest: the others stand among the mistakes
MANY = 3  # students: what so few share is not yet worth a name
_URGENT = (Fate.UNMATCHED, Fate.UNREADABLE, Fate.SUPERSEDED, Fate.IGNORED)
_FLAGS = ("zero", "late", "decided", "unread")
_PERSON = "person"  # a status that stands for all that need one
Groups = Mapping[str, Sequence[str]]
"""Students by what they share: the name of a known mistake, or of a check whose path is not yet named."""


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the table of everyone. `page` is the address of their feedback, where there is any."""

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


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for a person. `command` is ready to be copied; "" where no command does it."""

    words: Text
    command: str = ""
    person: Person | None = None
    likely: str = ""  # the student whom a file without an owner may belong to


@dataclass(frozen=True, slots=True)
class SharedCause:
    """A mistake, or a check where no mistake is known, that a group of students shares."""

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


def class_page(
    reports: Iterable[Graded],
    assignment: Assignment,
    *,
    groups: Groups | None = None,
    files: Sequence[Received] = (),
    roster: Sequence[Student] = (),
    costs: Mapping[str, Cost] = MappingProxyType({}),
    languages: Sequence[str] = LANGUAGES,
) -> bytes:
    """The page as bytes. Looks only at marks and roster: recordings need not be in memory."""
    week, ordered = by_name(assignment), in_order(reports)
    people = _people(ordered, week, roster=roster, files=files, groups=groups or {}, languages=languages)
    handed_in = [grade for grade in ordered if grade.status.has_points]
    counted = [grade.points for grade in handed_in]
    shared = tuple(_groups(groups or {}, week, people, languages))
    most = round(sum(worth(assignment).values()), 6)
    tasks = tuple(_tasks(ordered, week, people, files=files, groups=shared, languages=languages))
    return render(
        "class.html.j2",
        languages,
        assignment=assignment,
        people=tuple(people.values()),
        tasks=tasks,
        tasks_shown=TASKS_SHOWN,
        numbers=_numbers(ordered, counted),
        labels=texts("class.filter", languages),
        drawn=_distribution(counted, most, languages),
        exercises=exercise_statistics(handed_in, week),
        filters=_filters(people.values(), week, shared, languages),
        resources=resources({student: cost for student, cost in costs.items() if student in people}, assignment),
        by_id=people,
        stopped=tuple(stopped(handed_in, week)),
        people_shown=PEOPLE_SHOWN,
        groups=shared,
        groups_shown=GROUPS_SHOWN,
        isolation="trusted-only" if any(grade.provenance.isolation == "trusted-only" for grade in handed_in) else "",
        files=_files(files, languages),
        fates=[(texts(f"fate.{each}", languages), count) for each, count in _fates(files)],
    )


def page_of(student: str) -> str:
    """The name of a student's page within feedback/: safe whatever the id holds."""
    return file_name(student, ".html")


def class_tasks(
    reports: Iterable[Graded],
    assignment: Assignment,
    *,
    files: Sequence[Received] = (),
    roster: Sequence[Student] = (),
    language: str = "en",
) -> tuple[Task, ...]:
    """Everything of a class that waits for a person: files without an owner, unread work, unknown times, our faults."""
    week, ordered = by_name(assignment), in_order(reports)
    people = _people(ordered, week, roster=roster, files=files, groups={}, languages=(language,))
    return tuple(_tasks(ordered, week, people, files=files, groups=(), languages=(language,)))


def _people(
    grades: Iterable[Graded],
    week: AssignmentIndex,
    *,
    roster: Sequence[Student],
    files: Iterable[Received],
    groups: Groups,
    languages: Sequence[str],
) -> dict[str, Person]:
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
        "decided": any(mark.by for mark in grade.marks) or any(link.decision for link in links),
        "unread": unread,
    }
    return tuple(flag for flag in _FLAGS if true[flag])


def _tasks(
    grades: Iterable[Graded],
    week: AssignmentIndex,
    people: Mapping[str, Person],
    *,
    files: Iterable[Received],
    groups: Sequence[Group],
    languages: Sequence[str],
) -> Iterator[Task]:
    """Work without an owner, work that nobody could read, checks that we could not judge, mistakes without a name."""
    name = shlex.quote(week.assignment.week)
    for file in sorted(files, key=lambda file: file.path):
        if file.fate is Fate.UNMATCHED or (file.fate is Fate.UNREADABLE and not file.student):
            owner = _quoted(file.likely) if file.likely else "ID"
            yield Task(
                _of_file("class.task.owner", file, languages),
                f'autograder settle {name} {_quoted(file.path)} {owner} --why "…"',
                likely=one_line(f"{file.likely} {people[file.likely].name if file.likely in people else ''}"),
            )
        elif file.fate is Fate.UNREADABLE:
            yield Task(_of_file("class.task.unread", file, languages), person=people.get(file.student))
    for grade in grades:
        if grade.status is Status.UNGRADED:
            exercises = ", ".join(_ungraded(grade, week))
            words = texts("class.task.ungraded", languages, exercises=exercises)
            yield Task(words, f"autograder why {name} {_quoted(grade.student)}", people[grade.student])
        if grade.status is Status.LATENESS_UNKNOWN:
            command = f'autograder received {name} {_quoted(grade.student)} TIME --why "…"'
            yield Task(texts("class.task.lateness", languages), command, people[grade.student])
    unnamed = [group for group in groups if not group.known and len(group.people) >= MANY and group.causes[0].exercise]
    for group in unnamed[:UNNAMED_SHOWN]:
        exercise, person = group.causes[0].exercise, group.people[0]
        words = texts("class.task.unnamed", languages, count=len(group.people), exercise=exercise)
        options = f"{_quoted(person.id)} {exercise} --name … --hint-ko … --hint-en …"
        yield Task(words, f"autograder learn {name} {options}", person)


def _of_file(code: str, file: Received, languages: Sequence[str]) -> Text:
    path = one_line(file.path)
    return {language: say(code, language, path=path, fate=fate(file, language)) for language in languages}


def _quoted(text: str) -> str:
    """As a shell takes it, on one line."""
    return shlex.quote(one_line(text, 400))


def _numbers(grades: Sequence[Graded], points: Sequence[float]) -> Sequence[tuple[str, str, str]]:
    """The numbers at the top of the page: the code of its name, the number, and the status that it counts."""
    counts = Counter(grade.status for grade in grades)
    return (
        ("students", str(len(grades)), ""),
        ("graded", str(counts[Status.GRADED]), Status.GRADED),
        ("ungraded", str(sum(counts[status] for status in Status if status.needs_person)), _PERSON),
        ("missing", str(counts[Status.MISSING]), Status.MISSING),
        ("mean", number(statistics.fmean(points)) if points else "–", ""),
        ("median", number(statistics.median(points)) if points else "–", ""),
    )


def _distribution(points: Sequence[float], most: float, languages: Sequence[str]) -> tuple[Drawn, Drawn] | None:
    if not points or not most:
        return None
    known = {
        "count": len(points),
        "low": number(min(points)),
        "median": number(statistics.median(points)),
        "high": number(max(points)),
        "out_of": number(most),
    }
    return histogram(points, most, alt=texts("class.distribution_alt", languages, **known))


def _filters(
    people: Iterable[Person], week: AssignmentIndex, groups: Iterable[Group], languages: Sequence[str]
) -> Mapping[str, list[tuple[str, Text]]]:
    """The choices of each filter that there is something to choose for, each with its words."""
    listed = list(people)
    statuses = {person.status for person in listed}
    choices = {
        "exercise": [exercise.name for exercise in week.assignment.exercises],
        "mistake": [cause.name for group in groups for cause in group.causes],
        "status": [
            *([_PERSON] if any(status.needs_person for status in statuses) else []),
            *(str(status) for status in Status if status in statuses),
        ],
        "section": sorted({person.section for person in listed if person.section}),
        "flag": [flag for flag in _FLAGS if any(flag in person.flags for person in listed)],
    }
    worded = {"status", "flag"}
    return {
        name: [(value, texts(_word(name, value), languages) if name in worded else {}) for value in values]
        for name, values in choices.items()
        if values
    }


def _word(name: str, value: str) -> str:
    """The code of a choice's words."""
    if value == _PERSON:
        return "class.ungraded"
    return f"status.{value}" if name == "status" else f"class.flag.{value}"


def _groups(
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


def _ungraded(grade: Graded, week: AssignmentIndex) -> list[str]:
    """The exercises with a check that could not be graded."""
    return [
        line.name for line in lines(grade, week) if any(mark.verdict.outcome is Outcome.UNGRADED for mark in line.marks)
    ]


def _fates(files: Iterable[Received]) -> list[tuple[Fate, int]]:
    counts = Counter(file.fate for file in files)
    return [(each, counts[each]) for each in Fate if counts[each]]


def _files(files: Iterable[Received], languages: Sequence[str]) -> tuple[list[tuple[Received, Text]], int]:
    """The files that were not graded, and how many more of them there are than are shown."""
    aside = sorted(
        (file for file in files if file.fate is not Fate.TAKEN), key=lambda file: (_URGENT.index(file.fate), file.path)
    )
    shown: list[tuple[Received, Text]] = [
        (file, {language: fate(file, language) for language in languages}) for file in aside[:FILES_SHOWN]
    ]
    return shown, len(aside) - len(shown)
