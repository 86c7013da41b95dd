"""Everyone's reports → the page of the class: distribution, exercises, time and memory, shared mistakes, who needs a person."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.model import LANGUAGES, Assignment, Cost, Fate, Kind, Outcome, Received, Status, Student, Text
from autograder.report.grades import in_order, lines, out_of, worth
from autograder.report.messages.catalog import number
from autograder.report.messages.sentences import AssignmentIndex, by_name, fate, title
from autograder.report.pages.page import render, texts
from autograder.report.pages.resources import resources
from autograder.report.plots.drawing import Drawn, histogram
from autograder.text import file_name

if TYPE_CHECKING:
    from autograder.model import Graded

FILES_SHOWN = 200
GROUPS_SHOWN = 10
PEOPLE_SHOWN = 20
_STOPPED = (Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.KILLED)
_URGENT = (Fate.UNMATCHED, Fate.UNREADABLE, Fate.SUPERSEDED, Fate.IGNORED)
Groups = Mapping[str, Sequence[str]]
"""Students by what they share: the name of a known mistake, or of a check whose path is not yet named."""


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the table of everyone. `page` is the address of their feedback, where there is any."""

    id: str
    name: str
    status: Status
    points: float
    out_of: float
    page: str


@dataclass(frozen=True, slots=True)
class Success:
    """How the class did in one exercise: how many have all points, and the mean share of them."""

    name: str
    module: str
    right: int
    of: int
    share: float


@dataclass(frozen=True, slots=True)
class Group:
    """Students who share a mistake, with what is known of it."""

    name: str
    known: bool
    exercise: str
    words: Text
    called: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Students whose code was stopped in an exercise, by what it had used up."""

    exercise: str
    kind: Kind
    people: tuple[Person, ...]


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
    people = _people(ordered, assignment, roster)
    handed_in = [report for report in ordered if report.status is not Status.MISSING]
    most = round(sum(worth(assignment).values()), 6)
    return render(
        "class.html.j2",
        languages,
        assignment=assignment,
        people=tuple(people.values()),
        numbers=_numbers(ordered, handed_in),
        labels=texts("class.filter", languages),
        drawn=_distribution([report.points for report in handed_in], most, languages),
        success=tuple(_success(handed_in, week)),
        resources=resources({student: cost for student, cost in costs.items() if student in people}, assignment),
        by_id=people,
        stopped=tuple(_stopped(handed_in, week, people)),
        people_shown=PEOPLE_SHOWN,
        groups_shown=GROUPS_SHOWN,
        groups=tuple(_groups(groups or {}, week, people, languages)),
        person=[
            (people[report.student], _asked_for(report, week)) for report in ordered if report.status is Status.UNGRADED
        ],
        isolation="trusted-only" if any(report.provenance.isolation == "trusted-only" for report in handed_in) else "",
        files=_files(files, languages),
        fates=[(texts(f"fate.{each}", languages), count) for each, count in _fates(files)],
    )


def page_of(student: str) -> str:
    """The name of a student's page within feedback/: safe whatever the id holds."""
    return file_name(student, ".html")


def _people(reports: Iterable[Graded], assignment: Assignment, roster: Sequence[Student]) -> dict[str, Person]:
    names = {student.id: student.name for student in roster}
    return {
        report.student: Person(
            id=report.student,
            name=names.get(report.student, ""),
            status=report.status,
            points=report.points,
            out_of=out_of(report, assignment),
            page="" if report.status is Status.MISSING else f"feedback/{quote(page_of(report.student))}",
        )
        for report in reports
    }


def _numbers(reports: Sequence[Graded], handed_in: Sequence[Graded]) -> Sequence[tuple[str, str]]:
    """The numbers at the top of the page, each with the code of its name."""
    counts = Counter(report.status for report in reports)
    points = [report.points for report in handed_in]
    return (
        ("students", str(len(reports))),
        ("graded", str(counts[Status.GRADED])),
        ("ungraded", str(counts[Status.UNGRADED])),
        ("missing", str(counts[Status.MISSING])),
        ("mean", number(statistics.fmean(points)) if points else "–"),
        ("median", number(statistics.median(points)) if points else "–"),
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


def _success(handed_in: Sequence[Graded], week: AssignmentIndex) -> Iterator[Success]:
    every = [{line.name: line for line in lines(report, week)} for report in handed_in]
    for exercise in week.assignment.exercises:
        found = [by_exercise[exercise.name] for by_exercise in every]
        to_be_had = sum(line.out_of for line in found)
        yield Success(
            name=exercise.name,
            module=exercise.module,
            right=sum(line.points >= line.out_of for line in found),
            of=len(found),
            share=sum(line.points for line in found) / to_be_had if to_be_had else 0.0,
        )


def _stopped(handed_in: Iterable[Graded], week: AssignmentIndex, people: Mapping[str, Person]) -> Iterator[Stopped]:
    """Whoever ran into a limit, by exercise."""
    found: dict[tuple[str, Kind], list[str]] = {}
    for report in handed_in:
        known = [mark.verdict for mark in report.marks if mark.verdict.check in week.checks]
        differences = [(week.checks[verdict.check].exercise, verdict.difference) for verdict in known]
        hit = {(exercise, it.kind) for exercise, it in differences if it and it.kind in _STOPPED}
        for each in hit:
            found.setdefault(each, []).append(report.student)
    for exercise, kind in product(week.assignment.exercises, _STOPPED):
        if students := found.get((exercise.name, kind)):
            yield Stopped(exercise.name, kind, tuple(people[student] for student in students))


def _groups(
    groups: Groups, week: AssignmentIndex, people: Mapping[str, Person], languages: Sequence[str]
) -> Iterator[Group]:
    """The named first, and the largest of them. A name that is no mistake's is a check's: a path not named yet."""
    shared = {name: each for name, each in groups.items() if name in week.mistakes or len(each) > 1}
    for name, students in sorted(
        shared.items(), key=lambda entry: (entry[0] not in week.mistakes, -len(entry[1]), entry[0])
    ):
        mistake, check = week.mistakes.get(name), week.checks.get(name)
        known = mistake or check
        yield Group(
            name=name,
            known=mistake is not None,
            exercise=known.exercise if known else "",
            words=mistake.hint if mistake else {code: title(check, code) for code in languages} if check else {},
            called=name.rpartition("__")[2].replace("_", " "),
            people=tuple(people[student] for student in sorted(students) if student in people),
        )


def _asked_for(report: Graded, week: AssignmentIndex) -> list[str]:
    """The exercises with a check that could not be graded."""
    return [
        line.name
        for line in lines(report, week)
        if any(mark.verdict.outcome is Outcome.UNGRADED for mark in line.marks)
    ]


def _fates(files: Iterable[Received]) -> list[tuple[Fate, int]]:
    counts = Counter(file.fate for file in files)
    return [(each, counts[each]) for each in Fate if counts[each]]


def _files(files: Iterable[Received], languages: Sequence[str]) -> tuple[list[tuple[Received, Text]], int]:
    """What was not graded, and how many more of it there are than are shown."""
    aside = sorted(
        (file for file in files if file.fate is not Fate.TAKEN), key=lambda file: (_URGENT.index(file.fate), file.path)
    )
    shown: list[tuple[Received, Text]] = [
        (file, {code: fate(file, code) for code in languages}) for file in aside[:FILES_SHOWN]
    ]
    return shown, len(aside) - len(shown)
