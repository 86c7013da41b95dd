"""A student's sources → the lines to show of them.

Around an error, or the whole of a function.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.parsing import parsed
from autograder.report.messages.advice import cell_text
from autograder.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from autograder.model import Source

AROUND = 2  # lines before and after the one that is marked
FUNCTION_SHOWN = 60  # lines
WIDTH_SHOWN = 200


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of a student's code as the page shows it."""

    number: int
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A student's own function: the name of its file or cell, and its lines."""

    file: str
    lines: tuple[CodeLine, ...]
    cut: int = 0  # lines that are not shown


def excerpt(sources: Sequence[Source], file: str, line: int) -> tuple[CodeLine, ...]:
    """The lines around one place, that one marked.

    None where the place is not in the sources.
    """
    written = cell_text(sources, file).splitlines()
    if not 0 < line <= len(written):
        return ()
    first, last = max(1, line - AROUND), min(len(written), line + AROUND)
    shown = _lines(written, range(first, last + 1), {line})
    while len(shown) > 1 and not shown[0].text.strip():
        shown = shown[1:]
    while len(shown) > 1 and not shown[-1].text.strip():
        shown = shown[:-1]
    return shown


def function(sources: Sequence[Source], name: str, marked: Collection[tuple[str, int]] = ()) -> Function | None:
    """The last definition of a name without its docstring.

    None where nothing defines it.

    The lines at `marked` places are marked.
    """
    for source in reversed(sources):
        for number, cell in reversed(list(enumerate(source.cells, start=1))):
            numbers = _numbers(cell, name)
            if numbers:
                file = source.cell_name(number)
                lines = {line for place, line in marked if place == file}
                shown = _lines(cell.splitlines(), numbers[:FUNCTION_SHOWN], lines)
                return Function(file, shown, max(0, len(numbers) - FUNCTION_SHOWN))
    return None


def begins(text: str, name: str) -> bool:
    """Tell if a text begins to define a function or class, readable or not."""
    return re.search(rf"^\s*(?:async\s+)?(?:def|class)\s+{re.escape(name)}\b", text, re.MULTILINE) is not None


def _numbers(cell: str, name: str) -> Sequence[int]:
    """The lines of a definition, but for those of a docstring longer than one.

    These are the handout's.
    """
    tree = parsed(cell)
    if tree is None:
        return ()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    nodes = [node for node in tree.body if isinstance(node, kinds) and node.name == name]
    if not nodes:
        return ()
    node = nodes[-1]
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    said = node.body[0] if ast.get_docstring(node, clean=False) is not None and len(node.body) > 1 else None
    docstring = range(said.lineno, (said.end_lineno or said.lineno) + 1) if said else range(0)
    alone = len(docstring) > 1 and docstring[0] > node.lineno
    return [line for line in range(first, (node.end_lineno or first) + 1) if not alone or line not in docstring]


def _lines(written: Sequence[str], numbers: Iterable[int], marked: Collection[int]) -> tuple[CodeLine, ...]:
    return tuple(
        CodeLine(number, _shown(written[number - 1]), number in marked) for number in numbers if number <= len(written)
    )


def _shown(line: str) -> str:
    """A line with its indentation, as it can be read."""
    text = line.expandtabs(4).rstrip()
    indent = text[: len(text) - len(text.lstrip(" "))]
    return visible(indent) + one_line(text.lstrip(" "), WIDTH_SHOWN) if text.strip() else ""
