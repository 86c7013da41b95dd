"""What running a class took → how long each exercise takes, whose took longest, who used the most."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.report.messages.catalog import number

if TYPE_CHECKING:
    from autograder.model import Assignment, Cost


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long an exercise took, by the clock: for a typical student, and at most, and whose that was."""

    exercise: str
    typical: str
    most: str
    student: str


@dataclass(frozen=True, slots=True)
class Resources:
    """Of the class as a whole. Seconds of CPU, megabytes at most, each with whose it was."""

    cpu: str
    typical: str
    most_cpu: str
    cpu_student: str
    most_memory: str
    memory_student: str
    exercises: tuple[Lasted, ...]


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
        exercises=tuple(_lasted(measured, [exercise.name for exercise in assignment.exercises])),
    )


def _lasted(costs: Mapping[str, Cost], exercises: Iterable[str]) -> Iterable[Lasted]:
    """Those that take longest first."""
    by_exercise = {
        name: {student: cost.seconds[name] for student, cost in costs.items() if name in cost.seconds}
        for name in exercises
    }
    longest = sorted(by_exercise.items(), key=lambda entry: -max(entry[1].values(), default=0.0))
    for name, seconds in longest:
        if seconds:
            yield Lasted(
                name, f"{statistics.median(seconds.values()):.3f}", f"{max(seconds.values()):.3f}", _largest(seconds)
            )


def _largest(found: Mapping[str, float]) -> str:
    return max(sorted(found), key=lambda student: found[student])
