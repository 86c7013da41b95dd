"""A Python file of the instructor's → its text, its tree, its docstrings' words."""

from __future__ import annotations

import ast
import inspect
import re
import warnings
from pathlib import Path

from autograder.errors import InstructorError
from autograder.model import LANGUAGES, Text
from autograder.text import by_language

_GIVEN = re.compile(r"\s# given\s*$", re.MULTILINE)
Definition = ast.FunctionDef | ast.ClassDef


def source(path: Path) -> str:
    """Read a file's text, without byte order mark, newlines made alike."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InstructorError(f"{path} is not UTF-8: {error.reason} at byte {error.start}. Save it as UTF-8.") from None


def tree(path: Path) -> ast.Module:
    """Parse a file."""
    with warnings.catch_warnings(action="ignore"):
        try:
            return ast.parse(source(path))
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            raise InstructorError(f"{path}, line {line}: {error.args[0]}. It has to be Python that compiles.") from None


def exercises(module: ast.Module, whole: str) -> list[Definition]:
    """List the functions and classes at top level that students write."""
    found = [node for node in module.body if isinstance(node, Definition)]
    return [node for node in found if not node.name.startswith("_") and not is_given(node, whole)]


def is_given(node: Definition, whole: str) -> bool:
    """True of a definition whose first line ends in `# given`."""
    last = max(node.lineno, node.body[0].lineno - 1)
    return _GIVEN.search("\n".join(whole.splitlines()[node.lineno - 1 : last])) is not None


def kept(module: ast.Module, whole: str) -> list[str]:
    """List the names at top level that stay secret beside the exercises."""
    asked = exercises(module, whole)
    lines = whole.splitlines()
    found: list[str] = []
    for node in module.body:
        if isinstance(node, Definition) and node not in asked and not is_given(node, whole):
            found.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and not _GIVEN.search(lines[(node.end_lineno or 1) - 1]):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [part.id for each in targets for part in ast.walk(each) if isinstance(part, ast.Name)]
    return found


def text(docstring: str | None, where: str) -> Text:
    """Split a docstring: paragraphs with Hangul are Korean, others English.

    Raises InstructorError where a language has none; `where` names the place.
    """
    words = by_language(inspect.cleandoc(docstring or ""))
    missing = [language for language in LANGUAGES if not words[language]]
    if missing:
        raise InstructorError(
            f"{where} has no text in {' and '.join(missing)}. "
            "Its docstring is Korean paragraphs, a blank line, then English paragraphs."
        )
    return words
