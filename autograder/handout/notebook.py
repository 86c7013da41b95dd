"""A handout → one notebook.

For every exercise what is asked, its stub, and a cell that checks it.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from autograder.files import sha256
from autograder.handout.words import render
from autograder.model import Handout

_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_LONGEST_ID = 64
_SETUP_CELL = """# 채점 도구가 설치되어 있지 않아도 됩니다 / works without the kit as well
try:
    from autograder import check
except ImportError:
    from public.check import check"""


def notebook(handout: Handout, languages: Sequence[str]) -> str:
    """Write the notebook as JSON of nbformat 4.5.

    Cells are named after their exercises, so the same handout gives the same bytes.
    """
    from nbformat import v4, writes  # noqa: PLC0415 - takes more than a second to import

    parts = {name: source for stub in handout.stubs.values() for name, source in _definitions(stub)}
    asked = {exercise.name for exercise in handout.exercises}
    given = [source for name, source in parts.items() if name not in asked]
    cells = [
        v4.new_markdown_cell(render("notebook.md", handout, languages).strip(), id="title"),
        v4.new_code_cell("\n\n\n".join(["\n".join(_opening(handout)), *given]), id="imports"),
        *([v4.new_code_cell(_SETUP_CELL, id="setup")] if handout.public else []),
    ]
    for exercise in handout.exercises:
        words = render("exercise.md", handout, languages, exercise).strip()
        cells.append(v4.new_markdown_cell(words, id=cell_id("text", exercise.name)))
        cells.append(v4.new_code_cell(parts[exercise.name], id=cell_id("code", exercise.name)))
        if handout.public:
            cells.append(v4.new_code_cell(f'check("{exercise.name}")', id=cell_id("check", exercise.name)))
    return writes(v4.new_notebook(cells=cells, metadata=_KERNEL), version=4) + "\n"


def _definitions(stub: str) -> Iterator[tuple[str, str]]:
    """Part a stub into functions and classes by name, up to the next."""
    lines = stub.split("\n")
    nodes = [node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    starts = [min(each.lineno for each in (node, *node.decorator_list)) - 1 for node in nodes]
    for node, (start, end) in zip(nodes, pairwise([*starts, len(lines)]), strict=True):
        yield node.name, "\n".join(lines[start:end]).strip()


def _opening(handout: Handout) -> list[str]:
    """List the lines above the stubs' functions, each once.

    Imports of one another are not needed in one notebook.
    """
    lines: dict[str, None] = {}
    for stub in handout.stubs.values():
        for node in ast.parse(stub).body:
            defines = isinstance(node, ast.FunctionDef | ast.ClassDef)
            if not defines and not _is_docstring(node) and not _is_of(node, handout.stubs):
                lines[ast.unparse(node)] = None
    return sorted(lines, key=lambda line: not line.startswith("from __future__"))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_of(node: ast.stmt, modules: Collection[str]) -> bool:
    match node:
        case ast.ImportFrom(module=module):
            return module in modules
        case ast.Import(names=names):
            return all(name.name in modules for name in names)
        case _:
            return False


def cell_id(kind: str, exercise: str) -> str:
    """Name an exercise's cell: its kind is "text", "code" or "check"."""
    name = f"{kind}-{exercise}"
    return name if name.isascii() and len(name) <= _LONGEST_ID else f"{kind}-{sha256(name.encode())[:16]}"
