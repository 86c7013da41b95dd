"""A call in another system's test → what it is given, and the lines that make it."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.assignment.syntax import bound
from autograder.scaffold.drawing import is_seed, seeded
from autograder.scaffold.masters import CellPart, Role, parsed, readable
from autograder.scaffold.names import free_names, needed, rebound

_PLAIN = {*dir(builtins)} - {"input", "open", "print", "exec", "eval"}
_OBJECT = re.compile(r"(torch\.)?(nn|optim)\.(?!Parameter\b)[A-Z]\w*|torch\.device")
_LOCAL = re.compile(r"load_(state_dict|iris|digits|wine|breast_cancer|diabetes|linnerud)")
_NAMED = re.compile(r"[^\s]+\.(csv|tsv|txt|gz|tar|zip|np[yz]|pth?|ckpt|pkl|json|png|jpe?g|h5|mat|wav)")
_FILES = re.compile(r"load\w*|read\w*|genfromtxt|\w*load|open|urlretrieve|fetch\w*")


@dataclass(frozen=True, slots=True)
class InputCall:
    """A call's inputs by name, and the lines before them."""

    lines: tuple[str, ...]
    inputs: str


class Given:
    """Imports, variables and definitions of cells that students are given.

    Of the cells that show what comes of the answers it has the variables too: a later cell goes on with them.
    """

    def __init__(self, imports: Sequence[str], parts: Sequence[CellPart]) -> None:
        self.names = {name for line in imports for name in bound(line)} | _PLAIN
        shown = [(part, node) for part in parts if part.role is Role.GIVEN for node in parsed(part).body]
        answers = [node for part in parts if part.role is Role.ANSWER for node in parsed(part).body]
        answered = {node.name for node in answers if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        seen = {Role.GIVEN, Role.TEST}
        self._placed = [
            (place, node)
            for place, part in enumerate(parts)
            if part.role in seen
            for node in parsed(part).body
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr)
        ]
        self.variables = [node for _, node in self._placed if not isinstance(node, ast.Expr)]
        self.definitions = {
            node.name: (node, ast.get_source_segment(readable(part.source), node) or ast.unparse(node))
            for part, node in shown
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in answered
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
            if rebound([node]) & wanted and needed([node]) <= known and "\n" not in text and not reads_a_file(node):
                found.append(text)
                known |= rebound([node])
        return found

    def made(
        self, wanted: set[str], place: int, statements: Sequence[ast.stmt] = (), known: Iterable[str] = ()
    ) -> list[ast.stmt] | None:
        """The statements that make these variables; None where that cannot be read."""
        there = self.names | self.definitions.keys() | {*known}
        earlier = [node for number, node in self._placed if number < place]
        lines = _making(wanted - there, [*earlier, *statements], there)
        return None if lines is None or any(map(reads_a_file, lines)) else lines


def _making(wanted: set[str], statements: Sequence[ast.stmt], there: set[str]) -> list[ast.stmt] | None:
    lines: list[ast.stmt] = []
    for node in reversed(statements):
        made = rebound([node])
        if lines and _seeds(node) and not _seeds(lines[-1]):
            lines.append(node)
            wanted = wanted | needed([node]) - there
            continue
        if not (made | _changed(node)) & wanted:
            continue
        if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.For | ast.Expr):
            return None
        lines.append(node)
        if not isinstance(node, ast.AugAssign | ast.For):
            wanted = wanted - made
        wanted = wanted | needed([node]) - there
    return None if wanted else lines[::-1]


def _seeds(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and is_seed(ast.unparse(node))


def _changed(node: ast.stmt) -> set[str]:
    """The variable whose elements or attributes a statement sets."""
    match node:
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute() as target]):
            pass
        case ast.Expr(value=ast.Call(func=ast.Attribute() as target)):
            pass
        case _:
            return set()
    root: ast.expr = target
    while isinstance(root, ast.Attribute | ast.Subscript):
        root = root.value
    return {root.id} if isinstance(root, ast.Name) else set()


def reads_a_file(node: ast.AST) -> bool:
    """True of `np.load`, `pd.read_csv` and their like: the file is not here."""
    called = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    names = (each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called)
    texts = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return any(_FILES.fullmatch(name) and not _LOCAL.fullmatch(name) for name in names) or any(
        map(_NAMED.fullmatch, texts)
    )


def _makes_an_object(nodes: Iterable[ast.AST]) -> bool:
    """True of a net, an optimiser, an array of words: these a driver has to make."""
    called = [each for node in nodes for each in ast.walk(node) if isinstance(each, ast.Call)]
    return any(_OBJECT.fullmatch(ast.unparse(each.func)) or _is_of_words(each) for each in called)


def _is_of_words(call: ast.Call) -> bool:
    words = (node for value in call.args for node in ast.walk(value) if isinstance(node, ast.Constant))
    return ast.unparse(call.func).endswith("array") and any(isinstance(each.value, str) for each in words)


def input_call(
    call: ast.Call, function: ast.FunctionDef, given: Given, place: int, statements: Sequence[ast.stmt]
) -> InputCall | None:
    """A call's inputs by name, with their lines; None where they cannot be read off."""
    names = [argument.arg for argument in function.args.args]
    if len(call.args) > len(names) or any(isinstance(each, ast.Starred) for each in call.args):
        return None
    if any(each.arg is None for each in call.keywords) or any(isinstance(n, ast.Lambda) for n in ast.walk(call)):
        return None  # a function crosses into no sandbox
    values = [*call.args, *(each.value for each in call.keywords)]
    wanted = {name for value in values for name in free_names(value)}
    if any(isinstance(value, ast.Name) and value.id in given.definitions for value in values):
        return None
    before = next((k for k, each in enumerate(statements) if call in ast.walk(each)), 0)
    lines = given.made(wanted, place, statements[:before])
    if lines is None or any(map(reads_a_file, values)) or _makes_an_object([*lines, *values]):
        return None
    inputs = [*zip(names, call.args, strict=False), *((each.arg, each.value) for each in call.keywords)]
    text = ", ".join(f"{name}={ast.unparse(value)}" for name, value in inputs)
    return InputCall(seeded(map(ast.unparse, lines), text), text)
