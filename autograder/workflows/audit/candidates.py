"""Assignment → every program worth trying.

The solution, the empty handout, right answers, known mistakes, mutants.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from autograder.assignment.source import Definition
from autograder.assignment.stub import gap_names, stub
from autograder.model import Assignment, Exercise, Mistake, Probe, Source, Submission, Variant
from autograder.mutation import inputs, mutants
from autograder.workflows.audit.trial import ProgramKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A program as a student would hand it in, and what it can change."""

    name: str
    kind: ProgramKind
    exercise: str
    cells: Mapping[str, tuple[str, ...]]  # by module
    touched: frozenset[str]  # the exercises whose checks could tell
    diff: str = ""
    where: str = ""

    def submission(self, week: str) -> Submission:
        """Hand it in."""
        files = tuple(Source(f"{module}.py", cells) for module, cells in self.cells.items())
        return Submission("audit", week, files, self.name)

    def probes(self, assignment: Assignment) -> tuple[Probe, ...]:
        """List the calls in which it could differ from the solution."""
        return tuple(probe for probe in assignment.probes if probe.exercise in self.touched)


def solution(assignment: Assignment, exercises: frozenset[str]) -> Candidate:
    """Take the week's own answer."""
    return Candidate("solution", ProgramKind.SOLUTION, "", _plain(assignment.sources), exercises)


def handout(assignment: Assignment, exercises: frozenset[str]) -> Candidate:
    """Take the work of a student who has not begun."""
    steps = gap_names(assignment.steps)
    stubs = {module: stub(source, steps) for module, source in assignment.sources.items()}
    return Candidate("handout", ProgramKind.HANDOUT, "", _plain(stubs), exercises)


def trivial(assignment: Assignment, exercises: frozenset[str]) -> Iterator[Candidate]:
    """Answer every exercise alike, without any work: none of it may earn anything."""
    printed = {e.name: _printed(assignment, e.name) for e in assignment.exercises}
    bodies = {name: dict.fromkeys(printed, body) for name, body in _TRIVIAL.items()}
    bodies |= {
        f"returns a number of the public checks as {name}": {
            e: form.format(numbers) for e, numbers in printed.items() if numbers
        }
        for name, form in _PRINTED.items()
    }
    for name, by_exercise in bodies.items():
        cells = {
            module: (
                source,
                _TRIVIAL_HEAD,
                *(_TRIVIAL_ANSWER.format(e.name, by_exercise.get(e.name, "None")) for e in _of(assignment, module)),
            )
            for module, source in assignment.sources.items()
        }
        yield Candidate(name, ProgramKind.TRIVIAL, "", cells, exercises)


def _printed(assignment: Assignment, exercise: str) -> list[float]:
    """List the numbers that the lecture prints for an exercise.

    The first list of them in its public check.
    """
    tests = (
        node
        for source in assignment.public.values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    )
    lists = (
        node
        for test in tests
        if test.name == f"test_{exercise}"
        for node in ast.walk(test)
        if isinstance(node, ast.List)
    )
    return next((numbers for one in lists if (numbers := _numbers(one))), [])


def _numbers(written: ast.List) -> list[float]:
    try:
        found = ast.literal_eval(written)
    except ValueError:
        return []
    return found if found and all(isinstance(one, int | float) for one in found) else []


def overlaid(assignment: Assignment, overlay: Variant | Mistake) -> Candidate:
    """Replace functions of the solution."""
    cells = {**_plain(assignment.sources)}
    cells[overlay.module] = (*cells[overlay.module], overlay.source)
    defined = {node.name for node in ast.parse(overlay.source).body if isinstance(node, Definition)}
    kind = ProgramKind.RIGHT if isinstance(overlay, Variant) else ProgramKind.WRONG
    touched = _callers(assignment, defined)
    return Candidate(overlay.name, kind, overlay.exercise, cells, touched, where=overlay.where)


def mutated(assignment: Assignment, exercises: Collection[str]) -> Iterator[Candidate]:
    """Mutate these exercises, one change at a time.

    The checks of its own exercise must tell a mutant from the solution.
    """
    for exercise in assignment.exercises:
        if exercise.name in exercises:
            given = inputs(probe for probe in assignment.probes if probe.exercise == exercise.name)
            for mutant in mutants(assignment.sources[exercise.module], exercise.name, given):
                cells = {**_plain(assignment.sources), exercise.module: (mutant.source,)}
                own = frozenset({exercise.name})
                yield Candidate(mutant.name, ProgramKind.MUTANT, exercise.name, cells, own, mutant.diff)


_TRIVIAL_HEAD = """
import torch


class _EqualToEverything:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __float__(self): return 0.0
    def __len__(self): return 1
    def __getattr__(self, name): return self
    def __call__(self, *inputs, **options): return self


def _tensors(inputs):
    return [each for each in inputs if isinstance(each, torch.Tensor)] or [torch.zeros(())]
"""
_TRIVIAL_ANSWER = """
def {}(*inputs, **options):
    inputs = (*inputs, *options.values())
    return {}
"""
_TRIVIAL = {
    "returns nothing": "None",
    "returns a text": "'done'",
    "returns nan": "torch.tensor(float('nan'))",
    "returns nan everywhere": "_tensors(inputs)[-1] * float('nan')",
    "returns inf": "float('inf')",
    "returns zero": "torch.tensor(0.0, requires_grad=True)",
    "returns zeros": "torch.zeros_like(_tensors(inputs)[-1])",
    "returns ones": "torch.ones_like(_tensors(inputs)[0])",
    "returns zero from its inputs": "0 * sum(each.sum() for each in _tensors(inputs))",
    "returns its first input": "inputs[0] if inputs else None",
    "returns its last input": "inputs[-1] if inputs else None",
    "returns its inputs": "inputs",
    "returns an empty list": "[]",
    "returns what equals everything": "_EqualToEverything()",
}

_PRINTED = {
    "a list": "{0}",
    "a tensor": "torch.tensor({0}, dtype=torch.float32, requires_grad=True)",
    "a column": "torch.tensor({0}, dtype=torch.float32, requires_grad=True).reshape(-1, 1)",
    "one": "torch.tensor({0}[0], dtype=torch.float32, requires_grad=True)",
}


def _of(assignment: Assignment, module: str) -> list[Exercise]:
    return [exercise for exercise in assignment.exercises if exercise.module == module]


def _plain(sources: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {module: (source,) for module, source in sources.items()}


def _callers(assignment: Assignment, defined: Collection[str]) -> frozenset[str]:
    """List the exercises defined, and all that call them, however indirectly."""
    calls = _calls(tuple(assignment.sources.values()))
    found = set(defined)
    while more := {caller for caller, called in calls.items() if called & found} - found:
        found |= more
    return frozenset(exercise.name for exercise in assignment.exercises if exercise.name in found)


@cache
def _calls(sources: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """List the names that each function and class reads."""
    functions = (node for source in sources for node in ast.parse(source).body if isinstance(node, Definition))
    return {f.name: frozenset(inner.id for inner in ast.walk(f) if isinstance(inner, ast.Name)) for f in functions}
