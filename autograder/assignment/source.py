"""A Python file of the instructor's → its text and tree."""

from __future__ import annotations

import ast
import warnings
from pathlib import Path

from autograder.errors import InstructorError


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
