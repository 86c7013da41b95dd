"""A class's attempts → each check as an item of a test.

How many pass, how it separates, how long it takes, and what its mistakes become.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from autograder.files import table
from autograder.model import Outcome, Text
from autograder.report.messages.catalog import say
from autograder.report.pages.class_statistics import CheckStatistics, check_statistics
from autograder.report.plots import svg
from autograder.report.plots.drawing import Drawn

if TYPE_CHECKING:
    from autograder.report.messages.sentences import AssignmentIndex
    from autograder.store.glances import Marks, Tried

FIXED, UNNAMED, LEFT = "fixed", "unnamed", "left"
"""Fates of a mistake at the next attempt: right, wrong in a way without a name, no next attempt."""
SUSPICIONS = ("nobody_passes", "separates_backwards", "hardly_separates", "nobody_fails")
"""Codes of what is odd about a check, the worst first."""
_MOST_MISTAKES = 30
_WIDE = (720, 320)
_LEAST_FOR_SAYING = 8  # students: of fewer, what a check does is chance


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One check over all attempts of a class.

    `attempts` and `hours` to success: medians of those who came to pass it; None where nobody did.
    """

    check: CheckStatistics
    attempts: float | None
    hours: float | None
    came_right: int  # students who failed it first and passed it later

    @property
    def suspicion(self) -> str:
        """A code of what is odd about it, said in words; "" for a good one."""
        return self.check.verdict if self.check.of >= _LEAST_FOR_SAYING else ""


@dataclass(frozen=True, slots=True)
class MistakeFates:
    """A known mistake: how many made it, and what it was at their next attempt."""

    name: str
    hint: Text
    students: int
    fates: tuple[tuple[str, int], ...]  # a code of this module or another mistake's name, the most frequent first


COLUMNS: Mapping[str, Callable[[ItemStatistics], float | None] | None] = {
    "check": None,
    "pass": lambda item: item.check.share,
    "separation_short": lambda item: item.check.separation,
    "attempts": lambda item: item.attempts,
    "hours": lambda item: item.hours,
    "came_right": lambda item: item.came_right,
}
"""Columns of the table, by the name of their heading, each with the number it is sorted by: none is the week's own order."""


def items(tried: Tried, week: AssignmentIndex) -> tuple[ItemStatistics, ...]:
    """Every check, in the order of its exercise, the hardest first."""
    checks = check_statistics([marks.values() for marks in tried.counted.values()], week)
    success = _to_success(tried.attempts.values())
    found = []
    for exercise in sorted(checks, key=lambda name: _share(tried, checks[name])):
        for check in sorted(checks[exercise], key=lambda check: check.share):
            passed = success.get(check.name, ())
            found.append(
                ItemStatistics(
                    check=check,
                    attempts=statistics.median(count for count, _ in passed) if passed else None,
                    hours=round(statistics.median(hours for _, hours in passed), 1) if passed else None,
                    came_right=sum(count > 1 for count, _ in passed),
                )
            )
    return tuple(found)


def in_order(found: Sequence[ItemStatistics], column: str, *, down: bool = False) -> Sequence[ItemStatistics]:
    """The same items by a column; those without a number there come last."""
    key = COLUMNS.get(column)
    if key is None:
        return found
    known = [item for item in found if key(item) is not None]
    ordered = sorted(known, key=lambda item: key(item) or 0, reverse=down)
    return [*ordered, *(item for item in found if key(item) is None)]


def mistakes(tried: Tried, week: AssignmentIndex) -> tuple[MistakeFates, ...]:
    """Known mistakes by how many made them, and their fates from attempt to attempt."""
    who: defaultdict[str, set[str]] = defaultdict(set)
    fates: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for student, tries in tried.attempts.items():
        for (_, now), later in zip(tries, [*tries[1:], None], strict=True):
            for name, checks in _made(now).items():
                who[name].add(student)
                fates[name][_fate(name, checks, later[1]) if later else LEFT] += 1
    ordered = sorted(who, key=lambda name: (-len(who[name]), name))[:_MOST_MISTAKES]
    return tuple(
        MistakeFates(
            name,
            week.mistakes[name].hint if name in week.mistakes else {},
            len(who[name]),
            tuple(sorted(fates[name].items(), key=lambda each: (-each[1], each[0]))),
        )
        for name in ordered
    )


def items_csv(found: Iterable[ItemStatistics]) -> str:
    """The table of `items`, for a spreadsheet."""
    head = ["exercise", "check", "students", "passed", "pass_rate", "point_biserial", "attempts_to_success"]
    rows: list[list[str | float]] = [[*head, "hours_to_success", "came_right", "suspicion"]]
    for item in found:
        check = item.check
        measured: list[str | float] = [
            "" if number is None else number for number in (check.separation, item.attempts, item.hours)
        ]
        counts: list[str | float] = [check.of, check.passed, round(check.share, 4)]
        rows.append([check.exercise, check.name, *counts, *measured, item.came_right, item.suspicion])
    return table(rows)


def picture(found: Sequence[ItemStatistics], languages: Sequence[str]) -> Drawn | None:
    """Checks as points: how many pass, against how well passing separates.

    None of too few.
    """
    shown = [item.check for item in found if item.check.separation is not None]
    if not shown:
        return None
    points = np.array([[100 * check.share, check.separation] for check in shown])
    odd = [bool(check.verdict) for check in shown]
    names = {language: say("portal.items.separation", language) for language in languages}
    alt = {language: say("portal.items.alt", language, count=len(shown), odd=sum(odd)) for language in languages}
    across = svg.Scale(0.0, 100.0, f"{say('portal.items.pass', languages[0])} %")
    up = svg.Scale(-1.0, 1.0, say("portal.items.separation_short", languages[0]))
    drawn = svg.scatter(points, odd, across=across, up=up, size=_WIDE)
    return Drawn("", (svg.data_uri(drawn),), *_WIDE, alt, names)


def _share(tried: Tried, checks: Sequence[CheckStatistics]) -> float:
    """Share of an exercise's points that the class has."""
    marks = [marks[check.name] for marks in tried.counted.values() for check in checks if check.name in marks]
    to_be_had = sum(mark.out_of for mark in marks)
    return sum(mark.points for mark in marks) / to_be_had if to_be_had else 0.0


def _to_success(tried: Iterable[Sequence[tuple[datetime, Marks]]]) -> Mapping[str, Sequence[tuple[int, float]]]:
    """Attempts of each student until a check was passed, and hours, by check."""
    found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for tries in tried:
        passed: set[str] = set()
        for count, (at, marks) in enumerate(tries, start=1):
            new = {name for name, mark in marks.items() if mark.verdict.outcome is Outcome.PASSED} - passed
            hours = (at - tries[0][0]).total_seconds() / 3600
            for name in new:
                found[name].append((count, hours))
            passed |= new
    return found


def _made(marks: Marks) -> Mapping[str, tuple[str, ...]]:
    """The mistakes of an attempt, each with the checks that it explains."""
    made: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for check, mark in marks.items():
        for name in mark.verdict.mistakes[:1]:
            made[name] += (check,)
    return made


def _fate(name: str, checks: Iterable[str], marks: Marks) -> str:
    """The mistake that the same checks show next, or that they are right."""
    wrong = [marks[check] for check in checks if check in marks and marks[check].verdict.outcome is not Outcome.PASSED]
    if not wrong:
        return FIXED
    named = [mistake for mark in wrong for mistake in mark.verdict.mistakes[:1]]
    return name if name in named else next(iter(named), UNNAMED)
