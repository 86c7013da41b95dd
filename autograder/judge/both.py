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
    right = _function(solution, exercise)
    texts = [_function(mistake.source, exercise) for mistake in (first, second)]
    edits = sorted(edit for text in texts for edit in _edits(right, text))
    if any(later[0] < earlier[1] or later[:2] == earlier[:2] for earlier, later in pairwise(edits)):
        return None
    lines = list(right)
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
