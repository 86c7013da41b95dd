"""Trials → numbers: how many right ones were rejected, wrong ones accepted, named, and what one mistake costs where."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from autograder.model import Assignment, Check, Mistake, Outcome, Verdict
from autograder.workflows.audit import ProgramKind, Trial
from exact.pairs import Pair


@dataclass(frozen=True)
class Decided:
    """Programs of one sort: how many, and which of them were taken for the opposite."""

    sort: str
    tried: int
    astray: tuple[str, ...]


def decided(sort: str, trials: Iterable[Trial], *, right: bool, excused: Iterable[str] = ()) -> Decided:
    """Right programs that lost a point, or wrong ones that lost none. What somebody explained is no wrong program."""
    out = set(excused)
    asked = [trial for trial in trials if trial.name not in out]
    return Decided(sort, len(asked), tuple(trial.name for trial in asked if trial.survived is not right))


@dataclass(frozen=True)
class Named:
    """Single mistakes: by name, by another's name, by none."""

    rightly: int
    wrongly: tuple[str, ...]
    not_at_all: tuple[str, ...]


def named(trials: Iterable[Trial]) -> Named:
    """A mistake is named rightly if its name stands at one of its checks and no check tells another story."""
    wrong = [trial for trial in trials if trial.kind is ProgramKind.WRONG]
    astray = tuple(t.name for t in wrong if any(v.mistakes and t.name not in v.mistakes for v in t.verdicts))
    unnamed = tuple(t.name for t in wrong if not t.named)
    return Named(len(wrong) - len(astray) - len(unnamed), astray, unnamed)


@dataclass(frozen=True)
class Attributed:
    """Pairs of mistakes: of all their steps, how many the other mistake hides; of the rest, how many lost points, carried a right name, a wrong one."""

    pairs: int
    steps: int
    hidden: int
    seen: int
    named: int
    misnamed: int


def attributed(found: Iterable[tuple[Pair, Trial]], checks: Iterable[Check], alone: Mapping[str, Trial]) -> Attributed:
    """Each step of each pair, by the verdicts of that step's checks.

    A mistake is hidden where every verdict is what it is without it: without a backward no update can be seen.
    """
    steps = {check.name: check.step for check in checks}
    count: Counter[str] = Counter()
    for pair, trial in found:
        count["pairs"] += 1
        both = {pair.first.name, pair.second.name}
        for mistake, other in ((pair.first, pair.second), (pair.second, pair.first)):
            own = [v for v in trial.verdicts if steps[v.check] is mistake.step and v.outcome is not Outcome.PASSED]
            names = {name for verdict in own for name in verdict.mistakes}
            count["steps"] += 1
            count["misnamed"] += bool(names) and not names & both
            if _shown(trial) <= _shown(alone[other.name]):
                count["hidden"] += 1
                continue
            count["seen"] += bool(own)
            count["named"] += mistake.name in names
    return Attributed(*(count[name] for name in ("pairs", "steps", "hidden", "seen", "named", "misnamed")))


def _shown(trial: Trial) -> set[Verdict]:
    """Its verdicts, wherever the lines stand that they speak of."""
    return {
        replace(v, mistakes=(), difference=v.difference and replace(v.difference, file="", line=0))
        for v in trial.verdicts
    }


@dataclass(frozen=True)
class Place:
    """One step of one exercise: what mistakes made there cost there, and what they cost elsewhere."""

    exercise: str
    step: str
    mistakes: int
    least: float  # points lost at the place
    most: float
    out_of: float
    clean: int  # mistakes that cost nothing anywhere else
    elsewhere: tuple[str, ...]


def places(assignment: Assignment, trials: Iterable[Trial]) -> Iterator[Place]:
    """Every place for which a mistake is known, in the order of the exercises."""
    tried = {trial.name: trial for trial in trials if trial.kind is ProgramKind.WRONG}
    by_place: dict[tuple[str, str], list[Mistake]] = {}
    for mistake in assignment.mistakes:
        if mistake.name in tried:
            by_place.setdefault((mistake.exercise, mistake.step.value), []).append(mistake)
    checks = {check.name: check for check in assignment.checks}
    for (exercise, step), mistakes in by_place.items():
        own = {c.name for c in checks.values() if c.exercise == exercise and c.step.value == step}
        losses = [set(tried[mistake.name].failed) for mistake in mistakes]
        here = [sum(checks[name].points for name in lost & own) for lost in losses]
        beyond = Counter(name for lost in losses for name in lost - own)
        out_of = sum(checks[name].points for name in own)
        clean = sum(not lost - own for lost in losses)
        yield Place(exercise, step, len(mistakes), min(here), max(here), out_of, clean, tuple(beyond))


def margins(trials: Iterable[Trial]) -> dict[bool, tuple[float, float, str]]:
    """In the shadow and natively: the widest right distance, the narrowest wrong one, of the check where they are nearest."""
    right: dict[tuple[str, bool], float] = {}
    wrong: dict[tuple[str, bool], float] = {}
    for trial in trials:
        for check, distance in trial.distances:
            key = check, distance.shadow
            if trial.kind in {ProgramKind.SOLUTION, ProgramKind.RIGHT}:
                right[key] = max(right.get(key, 1.0), distance.passed)
            elif distance.refused < math.inf:
                wrong[key] = min(wrong.get(key, math.inf), distance.refused)
    found = {}
    for shadow in (True, False):
        keys = [key for key in right.keys() & wrong.keys() if key[1] is shadow]
        if keys:
            nearest = min(keys, key=lambda key: wrong[key] / right[key])
            found[shadow] = right[nearest], wrong[nearest], nearest[0]
    return found
