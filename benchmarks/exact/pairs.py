"""Two known mistakes of one exercise, at different steps → one program that makes both, where their texts allow it."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from autograder.model import Assignment, Mistake, Step

STEPS = {Step.YHAT, Step.LOSS, Step.BACKWARD, Step.UPDATE}


@dataclass(frozen=True)
class Pair:
    """Both mistakes, and the overlay that makes them."""

    first: Mistake
    second: Mistake
    source: str

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.first.name} + {self.second.name}"


def pairs(assignment: Assignment, most: int, seed: int = 43052) -> Iterator[Pair]:
    """For every exercise, up to `most` of the pairs that can be made, drawn at random."""
    for exercise in assignment.exercises:
        own = [m for m in assignment.mistakes if m.exercise == exercise.name and m.step in STEPS]
        solution = _function(assignment.sources[exercise.module], exercise.name)
        made = [
            Pair(first, second, source)
            for first, second in combinations(own, 2)
            if first.step is not second.step and (source := _both(solution, first, second)) is not None
        ]
        random.Random(seed).shuffle(made)
        yield from made[:most]


def _both(solution: list[str], first: Mistake, second: Mistake) -> str | None:
    """The solution with the lines that either changes; None where both change the same lines, or more than the function."""
    texts = [_function(mistake.source, mistake.exercise) for mistake in (first, second)]
    edits = sorted(edit for text in texts for edit in _edits(solution, text))
    if any(later[0] < earlier[1] or later[:2] == earlier[:2] for earlier, later in pairwise(edits)):
        return None
    lines = list(solution)
    for start, end, text in reversed(edits):
        lines[start:end] = text
    heads = [_head(mistake) for mistake in (first, second)]
    if any("def " in head for head in heads):
        return None
    source = "\n".join([*heads, *lines]) + "\n"
    try:
        ast.parse(source)
    except SyntaxError:
        return None
    return source


def _edits(solution: list[str], text: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    for tag, start, end, first, last in SequenceMatcher(None, solution, text, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, text[first:last]


def _function(source: str, name: str) -> list[str]:
    """The function's lines as Python sees them: without docstring, comments and layout."""
    node = next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name)
    if ast.get_docstring(node) is not None:
        node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(node).splitlines()


def _head(mistake: Mistake) -> str:
    """What the overlay holds besides: its imports."""
    tree = ast.parse(mistake.source)
    rest = [n for n in tree.body if not (isinstance(n, ast.FunctionDef) and n.name == mistake.exercise)]
    return "\n".join(ast.unparse(n) for n in rest if not isinstance(n, ast.Expr))
