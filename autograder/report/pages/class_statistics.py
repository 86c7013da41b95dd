"""A class's marks and costs → numbers: exercises and checks, the worst first.

Time and memory; who was stopped.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from autograder.model import Kind, Outcome, Text
from autograder.report.grades import lines
from autograder.report.messages.catalog import number
from autograder.report.messages.sentences import title

if TYPE_CHECKING:
    from autograder.model import Assignment, Check, Cost, Graded, Mark
    from autograder.report.messages.sentences import AssignmentIndex
    from autograder.store.glances import MarkGlance

LEAST_FOR_SEPARATION = 8  # students: of fewer, a correlation is chance
WELL_SEPARATING, BADLY_SEPARATING = 0.2, 0.0
_STOPPED = (Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.TAPE_FULL, Kind.KILLED)


@dataclass(frozen=True, slots=True)
class CheckStatistics:
    """One check over a class.

    `separation`: its correlation with the points of all other checks, from -1 to 1.
    """

    name: str
    exercise: str
    asked: Text
    passed: int
    of: int
    separation: float | None

    @property
    def share(self) -> float:
        """The pass rate, from 0 to 1."""
        return self.passed / self.of if self.of else 0.0

    @property
    def verdict(self) -> str:
        """A code for a suspicious check; "" for a good one.

        Nobody fails it, nobody passes it, it separates the wrong way or hardly.
        """
        if not self.of:
            return ""
        if self.passed == self.of:
            return "nobody_fails"
        if not self.passed:
            return "nobody_passes"
        if self.separation is None or self.separation >= WELL_SEPARATING:
            return ""
        return "hardly_separates" if self.separation > BADLY_SEPARATING else "separates_backwards"


@dataclass(frozen=True, slots=True)
class ExerciseStatistics:
    """One exercise over a class.

    Students with all points, and the mean share of them.
    """

    name: str
    module: str
    right: int
    of: int
    share: float
    checks: tuple[CheckStatistics, ...]

    @property
    def level(self) -> int:
        """A colour, from 0 for the worst to 4 for the best."""
        return min(4, int(self.share * 5))


@dataclass(frozen=True, slots=True)
class Stopped:
    """Students whose code was stopped in an exercise, by what it had used up."""

    exercise: str
    kind: Kind
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duration:
    """The seconds of an exercise by the clock.

    Of a typical student and of the slowest.
    """

    exercise: str
    typical: str
    most: str
    student: str


@dataclass(frozen=True, slots=True)
class Resources:
    """The class's CPU seconds and megabytes, each maximum with whose it was."""

    cpu: str
    typical: str
    most_cpu: str
    cpu_student: str
    most_memory: str
    memory_student: str
    exercises: tuple[Duration, ...]


def exercise_statistics(handed_in: Sequence[Graded], week: AssignmentIndex) -> tuple[ExerciseStatistics, ...]:
    """The exercises, those that went worst first."""
    by_student = [{line.name: line for line in lines(grade, week)} for grade in handed_in]
    checks = check_statistics([grade.marks for grade in handed_in], week)
    found = []
    for exercise in week.assignment.exercises:
        of_exercise = [by_exercise[exercise.name] for by_exercise in by_student]
        to_be_had = sum(line.out_of for line in of_exercise)
        found.append(
            ExerciseStatistics(
                name=exercise.name,
                module=exercise.module,
                right=len([line for line in of_exercise if line.points >= line.out_of]),
                of=len(of_exercise),
                share=sum(line.points for line in of_exercise) / to_be_had if to_be_had else 0.0,
                checks=tuple(sorted(checks.get(exercise.name, ()), key=lambda check: check.share)),
            )
        )
    return tuple(sorted(found, key=lambda exercise: exercise.share))


def check_statistics(
    handed_in: Iterable[Collection[Mark | MarkGlance]], week: AssignmentIndex
) -> Mapping[str, list[CheckStatistics]]:
    """Checks by exercise, from each student's marks.

    What we could not grade says nothing of a check.
    """
    tried: dict[str, list[tuple[bool, float]]] = {name: [] for name in week.checks}
    for marks in handed_in:
        total = sum(mark.points for mark in marks)
        for mark in marks:
            if mark.verdict.check in tried and mark.verdict.outcome is not Outcome.UNGRADED:
                tried[mark.verdict.check].append((mark.verdict.outcome is Outcome.PASSED, total - mark.points))
    found: dict[str, list[CheckStatistics]] = {}
    for check in week.assignment.checks:
        found.setdefault(check.exercise, []).append(_of_check(check, tried[check.name]))
    return found


def stopped(handed_in: Iterable[Graded], week: AssignmentIndex) -> Iterator[Stopped]:
    """Everyone who ran into a limit, by exercise."""
    students: dict[tuple[str, Kind], list[str]] = {}
    for grade in handed_in:
        verdicts = [mark.verdict for mark in grade.marks if mark.verdict.check in week.checks]
        differences = [(week.checks[verdict.check].exercise, verdict.difference) for verdict in verdicts]
        for key in {(exercise, it.kind) for exercise, it in differences if it and it.kind in _STOPPED}:
            students.setdefault(key, []).append(grade.student)
    for exercise, kind in product(week.assignment.exercises, _STOPPED):
        if found := students.get((exercise.name, kind)):
            yield Stopped(exercise.name, kind, tuple(found))


def resources(costs: Mapping[str, Cost], assignment: Assignment) -> Resources | None:
    """None where nothing was run, or was run by a kit that did not measure."""
    measured = {student: cost for student, cost in costs.items() if cost.cpu_seconds}
    if not measured:
        return None
    used = {student: cost.cpu_seconds for student, cost in measured.items()}
    memory = {student: cost.memory_mb for student, cost in measured.items()}
    return Resources(
        cpu=number(sum(used.values())),
        typical=number(statistics.median(used.values())),
        most_cpu=number(max(used.values())),
        cpu_student=_largest(used),
        most_memory=f"{max(memory.values()):.0f}",
        memory_student=_largest(memory),
        exercises=tuple(_durations(measured, [exercise.name for exercise in assignment.exercises])),
    )


def _of_check(check: Check, tried: Sequence[tuple[bool, float]]) -> CheckStatistics:
    return CheckStatistics(
        name=check.name,
        exercise=check.exercise,
        asked={language: title(check, language) for language in check.text} or {"": check.name},
        passed=len([passed for passed, _ in tried if passed]),
        of=len(tried),
        separation=_separation(tried),
    )


def _separation(tried: Sequence[tuple[bool, float]]) -> float | None:
    """Point-biserial correlation of passing with the points of the other checks.

    None of few, or where either is constant.
    """
    if len(tried) < LEAST_FOR_SEPARATION:
        return None
    passed, rest = [float(each) for each, _ in tried], [points for _, points in tried]
    if len(set(passed)) == 1 or len(set(rest)) == 1:
        return None
    correlation = statistics.correlation(passed, rest)
    return None if math.isnan(correlation) else round(correlation, 2)


def _durations(costs: Mapping[str, Cost], exercises: Iterable[str]) -> Iterator[Duration]:
    """The exercises that take longest first."""
    by_exercise = {
        name: {student: cost.seconds[name] for student, cost in costs.items() if name in cost.seconds}
        for name in exercises
    }
    longest = sorted(by_exercise.items(), key=lambda entry: max(entry[1].values(), default=0.0), reverse=True)
    for name, seconds in longest:
        if seconds:
            typical, most = statistics.median(seconds.values()), max(seconds.values())
            yield Duration(name, f"{typical:.3f}", f"{most:.3f}", _largest(seconds))


def _largest(numbers: Mapping[str, float]) -> str:
    return max(sorted(numbers), key=lambda student: numbers[student])
