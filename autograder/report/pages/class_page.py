"""Everyone's grades → the page of the class; similar work → the page of it.

What is to be done, exercises and checks, mistakes, everyone, files.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from autograder.model import LANGUAGES, Assignment, Fate, Received, Status, Text, worth
from autograder.report.messages.catalog import number
from autograder.report.messages.events import fate
from autograder.report.messages.sentences import AssignmentIndex
from autograder.report.pages.class_statistics import exercise_statistics, resources, stopped
from autograder.report.pages.notes import notes_of
from autograder.report.pages.page import render, texts
from autograder.report.pages.person import FLAGS, Group, Person, groups_of, people_of, symptoms
from autograder.report.pages.tasks import class_tasks
from autograder.report.plots.drawing import Drawn, histogram

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Assignment, Graded, SimilarPair
    from autograder.report.pages.class_report import ClassReport

FILES_SHOWN = 200
GROUPS_SHOWN = 10
PEOPLE_SHOWN = 20
TASKS_SHOWN = 10
_URGENT = (Fate.UNMATCHED, Fate.UNREADABLE, Fate.SUPERSEDED, Fate.IGNORED)
_PERSON = "person"  # a status that stands for all that need one


def class_page(told: ClassReport, languages: Sequence[str] = LANGUAGES) -> bytes:
    """The page as bytes."""
    week, ordered, assignment = told.week, told.ordered, told.assignment
    groups = symptoms(ordered)
    people = people_of(told, languages, groups)
    handed_in = [grade for grade in ordered if grade.status.has_points]
    counted = [grade.points for grade in handed_in]
    shared = tuple(groups_of(groups, week, people, languages))
    most = round(sum(worth(assignment).values()), 6)
    return render(
        "class.html.j2",
        languages,
        assignment=assignment,
        people=tuple(people.values()),
        tasks=tuple(class_tasks(told, people, languages=languages, groups=shared)),
        tasks_shown=TASKS_SHOWN,
        where=told.where,
        notes=tuple(notes_of(told, people, languages)),
        numbers=_numbers(ordered, counted),
        labels=texts("class.filter", languages),
        drawn=_distribution(counted, most, languages),
        exercises=exercise_statistics(handed_in, week),
        filters=_filters(people.values(), week, shared, languages),
        resources=resources({student: cost for student, cost in told.costs.items() if student in people}, assignment),
        by_id=people,
        stopped=tuple(stopped(handed_in, week)),
        people_shown=PEOPLE_SHOWN,
        groups=shared,
        groups_shown=GROUPS_SHOWN,
        isolation="trusted-only" if any(grade.provenance.isolation == "trusted-only" for grade in handed_in) else "",
        files=_files(told.files, languages),
        fates=[(texts(f"fate.{each}", languages), count) for each, count in _fates(told.files)],
    )


def _numbers(grades: Sequence[Graded], points: Sequence[float]) -> Sequence[tuple[str, str, str]]:
    """The numbers at the top of the page.

    The code of its name, the number, and the status that it counts.
    """
    counts = Counter(grade.status for grade in grades)
    excused = counts[Status.EXCUSED]
    return (
        ("students", str(len(grades)), ""),
        ("graded", str(counts[Status.GRADED]), Status.GRADED),
        ("ungraded", str(sum(counts[status] for status in Status if status.needs_person)), _PERSON),
        ("missing", str(counts[Status.MISSING]), Status.MISSING),
        *((("excused", str(excused), Status.EXCUSED),) if excused else ()),
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
    """The filters with something to choose, each choice with its words."""
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
        "flag": [flag for flag in FLAGS if any(flag in person.flags for person in listed)],
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


def _fates(files: Iterable[Received]) -> list[tuple[Fate, int]]:
    counts = Counter(file.fate for file in files)
    return [(each, counts[each]) for each in Fate if counts[each]]


def _files(files: Iterable[Received], languages: Sequence[str]) -> tuple[list[tuple[Received, Text]], int]:
    """The files that were not graded, and how many more there are."""
    aside = sorted(
        (file for file in files if file.fate is not Fate.TAKEN), key=lambda file: (_URGENT.index(file.fate), file.path)
    )
    shown: list[tuple[Received, Text]] = [
        (file, {language: fate(file, language) for language in languages}) for file in aside[:FILES_SHOWN]
    ]
    return shown, len(aside) - len(shown)


def similar_page(
    pairs: Sequence[SimilarPair], assignment: Assignment, *, languages: Sequence[str] = LANGUAGES
) -> bytes:
    """The page as bytes, the evidence side by side."""
    return render("similar.html.j2", languages, pairs=pairs, assignment=assignment)
