"""A call in another system's test → what it is given, and the lines that make it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.assignment.syntax import bound
from autograder.scaffold.masters import CellPart, Role, parsed, readable
from autograder.scaffold.scripts import free_names, read_names

_PLAIN = {*dir(builtins)} - {"input", "open", "print", "exec", "eval"}


@dataclass(frozen=True, slots=True)
class InputCall:
    """A call's inputs by name, and the lines before them."""

    lines: tuple[str, ...]
    inputs: str


class Given:
    """Imports, variables and definitions of cells that students are given."""

    def __init__(self, imports: Sequence[str], parts: Iterable[CellPart]) -> None:
        self.names = {name for line in imports for name in bound(line)} | _PLAIN
        shown = [(part, node) for part in parts if part.role is Role.GIVEN for node in parsed(part).body]
        self.variables = [node for _, node in shown if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)]
        self.definitions = {
            node.name: (node, ast.get_source_segment(readable(part.source), node) or ast.unparse(node))
            for part, node in shown
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }

    def defined(self, nodes: Iterable[ast.AST]) -> list[str]:
        """The definitions that are read by these nodes or by one another, in their order."""
        waiting, wanted = [*nodes], set()
        for node in waiting:
            fresh = (free_names(node) & self.definitions.keys()) - wanted
            wanted |= fresh
            waiting += [self.definitions[name][0] for name in fresh]
        return [name for name in self.definitions if name in wanted]

    def constants(self, nodes: Sequence[ast.AST]) -> list[str]:
        """The lines that assign what these nodes read, where all in them is known."""
        known, wanted = {*self.names}, {name for node in nodes for name in free_names(node)}
        found: list[str] = []
        for node in self.variables:
            text = ast.unparse(node)
            if rebound([node]) & wanted and _read([node]) <= known and "\n" not in text and not _reads_a_file(node):
                found.append(text)
                known |= rebound([node])
        return found

    def made(self, wanted: set[str]) -> tuple[str, ...] | None:
        """The lines that make these variables, or None where that cannot be read."""
        return self._made(wanted - self.names, self.variables)

    def before(self, call: ast.Call, statements: Sequence[ast.stmt]) -> tuple[str, ...] | None:
        """The lines that make what a call is given, or None where that cannot be read."""
        place = next((k for k, each in enumerate(statements) if call in ast.walk(each)), 0)
        wanted = _read([*call.args, *(each.value for each in call.keywords)]) - self.names
        lines = self._made(wanted, [*self.variables, *statements[:place]])
        return None if _reads_a_file(call) else lines

    def _made(self, wanted: set[str], statements: Sequence[ast.stmt]) -> tuple[str, ...] | None:
        lines: list[ast.stmt] = []
        for node in reversed(statements):
            made = rebound([node])
            if not made & wanted:
                continue
            if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.For):
                return None
            lines.append(node)
            if not isinstance(node, ast.AugAssign | ast.For):
                wanted = wanted - made
            wanted = wanted | _read([node]) - self.names - (made if isinstance(node, ast.For) else set())
        if wanted or any(map(_reads_a_file, lines)):
            return None
        return tuple(ast.unparse(node) for node in reversed(lines))


def _reads_a_file(node: ast.AST) -> bool:
    """True of `np.load`, `pd.read_csv` and their like: the file is not here."""
    called = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    names = (each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called)
    return any(name.startswith(("load", "read", "genfromtxt")) or name.endswith("load") for name in names)


def _read(nodes: Iterable[ast.AST]) -> set[str]:
    return {*read_names(nodes)}


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
    if any(each.arg is None for each in call.keywords) or any(isinstance(n, ast.Lambda) for n in ast.walk(call)):
        return None  # a function crosses into no sandbox
    lines = given.before(call, statements)
    if lines is None:
        return None
    inputs = [*zip(names, call.args, strict=False), *((each.arg, each.value) for each in call.keywords)]
    return InputCall(lines, ", ".join(f"{name}={ast.unparse(value)}" for name, value in inputs))
