"""A test that makes objects → lines of a driver, and the values it writes down.

What a test asserts is not taken over: a driver runs beside the student's code, and the check holds what was written down
against the solution's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.parsing import names_of

_ASKING = {
    "len",
    "list",
    "sum",
    "isinstance",
    "issubclass",
    "str",
    "repr",
    "float",
    "int",
    "bool",
    "hasattr",
    "all",
    "any",
}
_MOST_NAME = 60
_CHAIN = ast.Attribute | ast.Subscript | ast.Name | ast.Call
_OF_VALUE = {"shape", "dtype", "ndim", "size", "dim", "sum", "mean", "item", "tolist", "detach", "numpy", "any", "all"}
_PASSED_OVER = ast.Try | ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
FILL = "_fill"
FILLING = f'''
def {FILL}(net):
    """The same numbers in every net, whatever its layers are called and in whatever order they are made."""
    for parameter in net.parameters():
        parameter.data = torch.linspace(-1, 1, parameter.numel()).reshape(parameter.shape)
    return net
'''


@dataclass(frozen=True, slots=True)
class Script:
    """Lines to run, and expressions to write down by the name they get."""

    lines: tuple[str, ...]
    seen: tuple[tuple[str, str], ...]

    @property
    def text(self) -> tuple[str, ...]:
        """All that it runs."""
        return (*self.lines, *(value for _, value in self.seen))

    @property
    def needed(self) -> set[str]:
        """Names that it reads and does not make."""
        return free_names(ast.parse("\n".join(self.text))) - {"work", FILL}

    def driver(self, name: str) -> str:
        """The function that a driver calls."""
        values = ", ".join(f"{key!r}: {value}" for key, value in self.seen)
        body = [*self.lines, f"return {{{values}}}"]
        return "\n".join([f"def {name}(work):", *(f"    {line}" for text in body for line in text.split("\n"))])


def script(statements: Sequence[ast.stmt], owner: str, classes: Mapping[str, bool]) -> Script | None:
    """A driver's part of a test; None where the test looks at nothing of its exercise.

    `classes`: the exercises, and which of them are nets.
    """
    walked = _Walk(owner, classes)
    for statement in statements:
        walked.take(statement)
    return Script(tuple(walked.lines), tuple(walked.seen.items())) if walked.seen else None


class _Walk:
    """The statements of a test, and the names that hold what student code gives."""

    def __init__(self, owner: str, classes: Mapping[str, bool]) -> None:
        self._owner, self._classes = owner, classes
        self._own = {*classes}
        self._made: set[str] = set()
        self._objects: set[str] = set()  # made by a class: no values themselves
        self.lines: list[str] = []
        self.seen: dict[str, str] = {}

    def take(self, statement: ast.stmt) -> None:
        """Keep what is done, and note what is looked at."""
        match statement:
            case ast.Assert(test=test):
                self._look(test)
            case ast.Expr(value=ast.Call() as call) if is_assertion(call) or _prints(call):
                for argument in call.args:
                    self._look(argument)
            case ast.Expr(value=value) if not isinstance(value, ast.Call):
                self._look(value)
            case ast.With() if not _raises(statement) and _asserts(statement):
                for inner in statement.body:
                    self.take(inner)
            case _ if not isinstance(statement, _PASSED_OVER) and not _raises(statement) and not _asserts(statement):
                self._keep(statement)

    def _keep(self, statement: ast.stmt) -> None:
        if any(self._is_own(node) for node in ast.walk(statement)):
            self._own |= {*names_of(statement)} | self._handed_over(statement)
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            made_by = ast.unparse(statement.value.func)
            self._objects |= {*names_of(statement)} if made_by in self._classes and made_by[:1].isupper() else set()
        self._made |= {*names_of(statement)}
        self.lines.append(self._as_driven(statement))

    def _handed_over(self, statement: ast.stmt) -> set[str]:
        """Variables of the test that student code is given, and may change."""
        calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call) and self._is_own(_root(node)))
        return {*read_names([argument for call in calls for argument in call.args])} & self._made

    def _look(self, node: ast.expr) -> None:
        """Note the widest expressions that ask the student's objects something."""
        builtin = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ASKING
        either = isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)
        if (builtin or either) and any(map(self._is_own, ast.walk(node))):
            self._note(node)
            for argument in node.args if isinstance(node, ast.Call) else ():
                if isinstance(argument, ast.Name) and argument.id in self._own - self._objects:
                    self._note(argument)
            return
        root = _root(node)
        if isinstance(node, _CHAIN) and self._is_own(root) and not self._is_others(root):
            if not (isinstance(node, ast.Name) and node.id in self._objects):
                self._note(node)
            value = _value(node)
            if value is not node and not (isinstance(value, ast.Name) and value.id in self._objects):
                self._note(value)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._look(child)
            elif isinstance(child, ast.keyword):
                self._look(child.value)

    def _note(self, node: ast.expr) -> None:
        self.seen[ast.unparse(node)[:_MOST_NAME]] = self._as_driven(node)

    def _as_driven(self, node: ast.AST) -> str:
        return ast.unparse(_Handed(self._classes).visit(_copy(node)))

    def _is_own(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id in self._own

    def _is_others(self, root: ast.AST) -> bool:
        """True of another exercise, which has tests of its own."""
        return isinstance(root, ast.Name) and root.id in self._classes and root.id != self._owner


class _Handed(ast.NodeTransformer):
    """`Net(2)` → `_fill(work.Net(2))`: the student's are a driver's `work`."""

    def __init__(self, classes: Mapping[str, bool]) -> None:
        self._classes = classes

    def visit_Call(self, node: ast.Call) -> ast.AST:
        made = isinstance(node.func, ast.Name) and self._classes.get(node.func.id)
        self.generic_visit(node)
        return ast.Call(ast.Name(FILL, ast.Load()), [node], []) if made else node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self._classes and isinstance(node.ctx, ast.Load):
            return ast.Attribute(ast.Name("work", ast.Load()), node.id, ast.Load())
        return node


def is_net(node: ast.ClassDef) -> bool:
    """True of a class of nets."""
    return any(ast.unparse(base).rpartition(".")[2] == "Module" for base in node.bases)


def _root(node: ast.AST) -> ast.AST:
    """The name that an expression begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def _value(node: ast.expr) -> ast.expr:
    """The value whose shape or sum a test looks at."""
    while True:
        match node:
            case ast.Attribute(value=value, attr=attr) if attr in _OF_VALUE:
                node = value
            case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr in _OF_VALUE:
                node = value
            case ast.Subscript(value=ast.Attribute(value=value, attr="shape")):
                node = value
            case _:
                return node


def is_assertion(call: ast.Call) -> bool:
    """True of `np.testing.assert_allclose(…)` and its like."""
    return "assert" in ast.unparse(call.func).lower()


def _prints(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in {"print", "display"}


def _asserts(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Assert) for node in ast.walk(statement))


def _raises(statement: ast.stmt) -> bool:
    items = statement.items if isinstance(statement, ast.With) else []
    return any("raises" in ast.unparse(item.context_expr).lower() for item in items)


def _copy(node: ast.AST) -> ast.AST:
    made = ast.parse(ast.unparse(node)).body[0]
    return made.value if isinstance(node, ast.expr) and isinstance(made, ast.Expr) else made


def free_names(node: ast.AST) -> set[str]:
    """Names that a definition reads and does not make."""
    made = {
        each.arg if isinstance(each, ast.arg) else each.id
        for each in ast.walk(node)
        if isinstance(each, ast.arg) or (isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load))
    }
    return {*read_names([node])} - made


def read_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names that are read."""
    every = (node for each in nodes for node in ast.walk(each))
    return (node.id for node in every if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
