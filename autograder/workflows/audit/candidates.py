"""Assignment → every program worth trying: the solution, the empty handout, right answers, known mistakes, mutants."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from autograder.assignment import stub
from autograder.model import Assignment, Mistake, Probe, Source, Submission, Variant
from autograder.mutation import mutants
from autograder.workflows.audit.trial import Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A program as a student would hand it in, and what of the week it can change."""

    name: str
    kind: Kind
    exercise: str
    cells: Mapping[str, tuple[str, ...]]  # by module
    touched: frozenset[str]  # the exercises whose checks could tell
    diff: str = ""
    where: str = ""

    def submission(self, week: str) -> Submission:
        """Handed in."""
        files = tuple(Source(f"{module}.py", cells) for module, cells in self.cells.items())
        return Submission("audit", week, files, self.name)

    def probes(self, assignment: Assignment) -> tuple[Probe, ...]:
        """The calls in which it could differ from the solution."""
        return tuple(probe for probe in assignment.probes if probe.exercise in self.touched)


def solution(assignment: Assignment, exercises: frozenset[str]) -> Candidate:
    """The week's own answer."""
    return Candidate("solution", Kind.SOLUTION, "", _plain(assignment.sources), exercises)


def handout(assignment: Assignment, exercises: frozenset[str]) -> Candidate:
    """What a student hands in who has not begun."""
    stubs = {module: stub(source) for module, source in assignment.sources.items()}
    return Candidate("handout", Kind.HANDOUT, "", _plain(stubs), exercises)


def overlaid(assignment: Assignment, overlay: Variant | Mistake) -> Candidate:
    """The solution with functions of it replaced."""
    cells = {**_plain(assignment.sources)}
    cells[overlay.module] = (*cells[overlay.module], overlay.source)
    defined = {node.name for node in ast.parse(overlay.source).body if isinstance(node, ast.FunctionDef)}
    kind = Kind.RIGHT if isinstance(overlay, Variant) else Kind.WRONG
    touched = _callers(assignment, defined)
    return Candidate(overlay.name, kind, overlay.exercise, cells, touched, where=overlay.where)


def mutated(assignment: Assignment, exercises: Collection[str]) -> Iterator[Candidate]:
    """Every mutant of these exercises. The checks of its own exercise must tell it from the solution."""
    for exercise in assignment.exercises:
        if exercise.name in exercises:
            for mutant in mutants(assignment.sources[exercise.module], exercise.name):
                cells = {**_plain(assignment.sources), exercise.module: (mutant.source,)}
                own = frozenset({exercise.name})
                yield Candidate(mutant.name, Kind.MUTANT, exercise.name, cells, own, mutant.diff)


def _plain(sources: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {module: (source,) for module, source in sources.items()}


def _callers(assignment: Assignment, defined: Collection[str]) -> frozenset[str]:
    """The exercises among the functions defined, with all that call them, however indirectly."""
    calls = _calls(tuple(assignment.sources.values()))
    found = set(defined)
    while more := {caller for caller, called in calls.items() if called & found} - found:
        found |= more
    return frozenset(exercise.name for exercise in assignment.exercises if exercise.name in found)


@cache
def _calls(sources: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The names that each function reads."""
    functions = (node for source in sources for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return {f.name: frozenset(inner.id for inner in ast.walk(f) if isinstance(inner, ast.Name)) for f in functions}
