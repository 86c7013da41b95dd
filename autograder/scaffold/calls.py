"""A call in another system's test → what it is given, and the lines that make it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.assignment.syntax import bound
from autograder.scaffold.masters import CellPart, Role, parsed

_PLAIN = {*dir(builtins)} - {"input", "open", "print", "exec", "eval"}


@dataclass(frozen=True, slots=True)
class InputCall:
    """A call's inputs by name, and the lines before them."""

    lines: tuple[str, ...]
    inputs: str


class Given:
    """Imports, and variables of cells that students are given."""

    def __init__(self, imports: Sequence[str], parts: Iterable[CellPart]) -> None:
        self.names = {name for line in imports for name in bound(line)} | _PLAIN
        self.variables = [
            node
            for part in parts
            if part.role is Role.GIVEN
            for node in parsed(part).body
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
        ]

    def before(self, call: ast.Call, statements: Sequence[ast.stmt]) -> tuple[str, ...] | None:
        """The lines that make what a call is given, or None where that cannot be read."""
        place = next((k for k, each in enumerate(statements) if call in ast.walk(each)), 0)
        wanted = _loaded([*call.args, *(each.value for each in call.keywords)]) - self.names
        lines: list[ast.stmt] = []
        for node in reversed([*self.variables, *statements[:place]]):
            made = rebound([node])
            if not made & wanted:
                continue
            if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.For):
                return None
            lines.append(node)
            if not isinstance(node, ast.AugAssign | ast.For):
                wanted -= made
            wanted |= _loaded([node]) - self.names - (made if isinstance(node, ast.For) else set())
        if wanted or any(map(_reads_a_file, [*lines, call])):
            return None
        return tuple(ast.unparse(node) for node in reversed(lines))


def _reads_a_file(node: ast.AST) -> bool:
    """True of `np.load`, `pd.read_csv` and their like: the file is not here."""
    called = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    names = (each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called)
    return any(name.startswith(("load", "read", "genfromtxt")) or name.endswith("load") for name in names)


def _loaded(nodes: Iterable[ast.AST]) -> set[str]:
    """List names that are read."""
    names = (node for each in nodes for node in ast.walk(each) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}


def rebound(statements: Iterable[ast.stmt]) -> set[str]:
    """List names that are assigned or deleted."""
    nodes = (node for each in statements for node in ast.walk(each))
    return {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}


def input_call(
    call: ast.Call, function: ast.FunctionDef, given: Given, statements: Sequence[ast.stmt]
) -> InputCall | None:
    """A call's inputs by name, with their lines; None where they cannot be read off."""
    names = [argument.arg for argument in function.args.args]
    if len(call.args) > len(names) or any(isinstance(each, ast.Starred) for each in call.args):
        return None
    if any(each.arg is None for each in call.keywords):
        return None
    lines = given.before(call, statements)
    if lines is None:
        return None
    inputs = [*zip(names, call.args, strict=False), *((each.arg, each.value) for each in call.keywords)]
    return InputCall(lines, ", ".join(f"{name}={ast.unparse(value)}" for name, value in inputs))
