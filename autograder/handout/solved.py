"""A week and its solution → stubs, and the solution in markers below each.

For the notebooks of systems that cut stubs themselves.

The stub stands there as we cut it, and the solution defines the function once more. So what is left when another system
has taken the marked lines away is our stub, line for line, and the notebook runs as it is.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.handout.notebook import cell_id
from autograder.model import Assignment, Exercise

_OF_THE_WEEK = (".py", ".toml", ".json")


def solutions(assignment: Assignment) -> dict[str, str]:
    """Part the solution by the id of each exercise's cell.

    A module's private code stands with its first exercise.
    """
    found: dict[str, str] = {}
    for module, source in assignment.sources.items():
        parts = _parts(source, {exercise.name for exercise in assignment.exercises})
        private = [text for name, text in parts if not name]
        for number, exercise in enumerate(each for each in assignment.exercises if each.module == module):
            above = private if number == 0 else []
            found[cell_id("code", exercise.name)] = "\n\n\n".join([*above, dict(parts)[exercise.name]])
    return found


def of_cells(assignment: Assignment, kind: str) -> Mapping[str, Exercise]:
    """List the exercises by the ids of their cells of one kind."""
    return {cell_id(kind, exercise.name): exercise for exercise in assignment.exercises}


def marked(stub: str, solution: str, begin: str, end: str) -> str:
    """Write a stub with the solution below it, between its markers."""
    return f"{stub}\n{begin}\n{solution}\n{end}"


def secret_files(assignment: Assignment) -> dict[str, bytes]:
    """Read the week's secret folder and data: all that a grader elsewhere needs."""
    folder = assignment.folder
    paths = sorted(path for path in folder.rglob("*") if _is_of_week(path.relative_to(folder)) and path.is_file())
    files = {f"solutions/{assignment.week}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}
    return files | {f"data/{name}": content for name, content in assignment.data.items()}


def _is_of_week(path: Path) -> bool:
    return path.suffix in _OF_THE_WEEK and not any(part.startswith((".", "__pycache__")) for part in path.parts)


def _parts(source: str, exercises: Collection[str]) -> list[tuple[str, str]]:
    """Part a source into its exercises by name.

    Whatever else is no import and no docstring is under no name.
    """
    lines = source.split("\n")
    parts = []
    for number, node in enumerate(ast.parse(source).body):
        opening = number == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if opening or isinstance(node, ast.Import | ast.ImportFrom):
            continue
        decorators = getattr(node, "decorator_list", [])
        start = min([node.lineno, *(each.lineno for each in decorators)])
        named = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in exercises
        name = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) and named else ""
        parts.append((name, "\n".join(lines[start - 1 : node.end_lineno])))
    return parts
