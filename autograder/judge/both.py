"""Two known mistakes of one exercise → the overlay that makes both, where their texts allow it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from autograder.model import Mistake

MOST_READ = 256


@dataclass(frozen=True)
class Text:
    """One source as it is merged: the function's lines as Python sees them, and the imports beside it."""

    lines: tuple[str, ...]  # none where it is no plain function
    imports: str | None  # None where something other than imports is beside it


def both(solution: str, first: Mistake, second: Mistake) -> str | None:
    """The solution's function with the lines that either mistake changes; None where both change the same, or more than the function."""
    exercise = first.exercise
    right, *wrong = (_text(source, exercise) for source in (solution, first.source, second.source))
    edits = sorted(edit for text in wrong for edit in _edits(right.lines, text.lines))
    if any(later[0] < earlier[1] or later[:2] == earlier[:2] for earlier, later in pairwise(edits)):
        return None
    heads = [text.imports for text in wrong]
    if None in heads or not (right.lines and all(text.lines for text in wrong)):
        return None
    lines = list(right.lines)
    for start, end, text in reversed(edits):
        lines[start:end] = text
    source = "\n".join([*filter(None, heads), *lines]) + "\n"
    try:
        ast.parse(source)
    except SyntaxError:
        return None
    return source


def _edits(solution: Sequence[str], text: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    for tag, start, end, first, last in SequenceMatcher(None, solution, text, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, text[first:last]


@lru_cache(MOST_READ)
def _text(source: str, exercise: str) -> Text:
    """Without docstrings, comments and layout."""
    tree = ast.parse(source)
    rest = [node for node in tree.body if not isinstance(node, ast.Expr)]
    function = next((n for n in rest if isinstance(n, ast.FunctionDef) and n.name == exercise), None)
    if function is None:
        return Text((), None)
    rest = [node for node in rest if node is not function]
    imports = (
        "\n".join(map(ast.unparse, rest)) if all(isinstance(n, ast.Import | ast.ImportFrom) for n in rest) else None
    )
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:] or [ast.Pass()]
    return Text(tuple(ast.unparse(function).splitlines()), imports)
