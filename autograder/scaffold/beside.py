"""A notebook's folder → the modules it imports from there, and a script's tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from autograder.errors import InstructorError
from autograder.model import WEEK_LIBRARIES
from autograder.parsing import parsed as parsed_text
from autograder.scaffold.masters import CellPart, Role, master, parsed

BESIDE = 0
"""The number of a cell that is none: what lies beside the notebook."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A notebook's cells, those of its folder, and what is missing there."""

    parts: tuple[CellPart, ...]
    imported: frozenset[str]
    missing: tuple[str, ...]


def with_neighbours(path: Path, parts: Sequence[CellPart]) -> Neighbours:
    """Read the modules that a notebook takes names from, and a script's tests."""
    parts = [*parts, *_tests_of(path)]
    found: dict[str, CellPart] = {}
    missing: dict[str, None] = {}
    imported = {path.stem}
    waiting = [node for part in parts if part.role is not Role.TEXT for node in _imports_of(part)]
    for node in waiting:
        name = node.module or ""
        if name in imported or (plain := name.partition(".")[0]) in WEEK_LIBRARIES:
            continue
        if (text := _text(path.parent / f"{name.replace('.', '/')}.py")) is not None:
            part = found[name] = CellPart(Role.GIVEN, text, BESIDE)
            waiting += _imports_of(part)
        elif [each.name for each in node.names] != ["*"] or find_spec(plain) is not None:
            continue
        else:
            missing[name] = None
        imported.add(name)
    said = tuple(
        f"{name} is imported whole and is not here: put {name}.py beside {path.name}, and begin again."
        for name in missing
    )
    return Neighbours((*reversed(found.values()), *parts), frozenset(imported), said)


def _imports_of(part: CellPart) -> Iterator[ast.ImportFrom]:
    try:
        body = parsed(part).body
    except InstructorError:
        return  # passed over, and named, elsewhere
    for node in body:
        if isinstance(node, ast.ImportFrom) and not node.level and not any(each.asname for each in node.names):
            yield node


def _text(path: Path) -> str | None:
    """The text of a module of a size that people write, None where there is none."""
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        return None
    return text if parsed_text(text) is not None else None


def _tests_of(path: Path) -> Iterator[CellPart]:
    """The tests of a script: beside it, in tests/ or a folder further up."""
    if path.suffix != ".py":
        return
    names = (f"test_{path.stem}.py", f"{path.stem}_test.py")
    folders = [path.parent / inner for inner in (".", "tests", "test", "../tests", "../test")]
    for file in (folder / name for folder in folders for name in names):
        if file.is_file() and file.resolve() != path.resolve():
            for part in master(file):
                yield replace(part, number=BESIDE, role=Role.GIVEN if part.role is Role.ANSWER else part.role)
            return
