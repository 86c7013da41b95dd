"""A source's cells → top-level statements, and the names these bind and read."""

from __future__ import annotations

import ast
import functools
import linecache
import sys
from collections.abc import Iterator
from types import BuiltinFunctionType, CellType, CodeType, FunctionType

from autograder.model import Fault, Source
from autograder.recorder.describe import fault

LONGEST_STATEMENT = 12  # pieces that begin in the first column


WRITTEN = (FunctionType, BuiltinFunctionType, functools.partial, type)
"""What a name is redefined as; whatever else can be called, a net say, may be what the function of that name gave."""


def statements_of(source: Source, faults: list[Fault]) -> Iterator[tuple[ast.stmt, str]]:
    """The top-level statements with the name their lines are known by.

    A cell that does not parse costs only itself.
    """
    for number, cell in enumerate(source.cells):
        name = source.cell_name(number + 1)
        linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
        try:
            tree = ast.parse(cell, name)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            faults.append(fault(error))
            yield from ((statement, name) for statement in _salvaged(cell))
            continue
        yield from ((statement, name) for statement in tree.body)


def _salvaged(cell: str) -> Iterator[ast.stmt]:
    """The top-level statements that parse, in a text that as a whole does not."""
    lines = cell.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.strip() and not line[0].isspace()]
    ends = [*starts[1:], len(lines)]
    after = 0
    for place, start in enumerate(starts):
        if start < after:
            continue
        for end in ends[place : place + LONGEST_STATEMENT]:
            body = _parsed("".join(lines[start:end]))
            if body:
                yield from (ast.increment_lineno(statement, start) for statement in body)
                after = end
                break


def _parsed(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def brought(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The names that an import binds."""
    for alias in statement.names:
        yield alias.asname or alias.name.partition(".")[0]


def bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a top-level statement binds, within loops and branches too."""
    waiting: list[ast.AST] = [statement]
    for node in waiting:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Lambda():
                pass
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case _:
                waiting.extend(ast.iter_child_nodes(node))


def reads(value: object) -> Iterator[str]:
    """The global names that a function, a class or what it is wrapped in may read."""
    waiting, seen = [value], set()
    for one in waiting:
        if id(one) in seen:
            continue
        seen.add(id(one))
        match one:
            case FunctionType():
                waiting.append(one.__code__)
                waiting.extend(cell.cell_contents for cell in one.__closure__ or () if _is_filled(cell))
            case CodeType():
                yield from one.co_names
                waiting.extend(one.co_consts)
            case functools.partial():
                waiting.append(one.func)
            case type() if one.__module__ not in sys.builtin_module_names:
                waiting.extend(vars(one).values())


def _is_filled(cell: CellType) -> bool:
    try:
        return isinstance(cell.cell_contents, WRITTEN)
    except ValueError:  # an empty cell
        return False
