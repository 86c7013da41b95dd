"""Two known mistakes of one exercise → the overlay that makes both, where their texts allow it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from autograder.model import Mistake


def both(solution: str, first: Mistake, second: Mistake) -> str | None:
    """The solution's function with the lines that either mistake changes; None where both change the same, or more than the function."""
    exercise = first.exercise
    right, *texts = (_function(source, exercise) for source in (solution, first.source, second.source))
    edits = sorted(edit for text in texts for edit in _edits(right, text))
    if any(later[0] < earlier[1] or later[:2] == earlier[:2] for earlier, later in pairwise(edits)):
        return None
    lines = list(right)
    for start, end, text in reversed(edits):
        lines[start:end] = text
    heads = [_imports(mistake) for mistake in (first, second)]
    if None in heads or not (right and all(texts)):
        return None
    source = "\n".join([*filter(None, heads), *lines]) + "\n"
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
    """The function's lines as Python sees them: without docstring, comments and layout; none where it is no plain function."""
    node = next((n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name), None)
    if node is None:
        return []
    if ast.get_docstring(node) is not None:
        node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(node).splitlines()


def _imports(mistake: Mistake) -> str | None:
    """What the overlay holds besides, if that is imports alone."""
    tree = ast.parse(mistake.source)
    rest = [n for n in tree.body if not (isinstance(n, ast.FunctionDef) and n.name == mistake.exercise)]
    rest = [n for n in rest if not isinstance(n, ast.Expr)]
    return "\n".join(map(ast.unparse, rest)) if all(isinstance(n, ast.Import | ast.ImportFrom) for n in rest) else None
