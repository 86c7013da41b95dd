"""A test that makes objects → lines of a driver, and the values it writes down.

What a test asserts is not taken over: a driver runs beside the student's code, and the check holds what was written down
against the solution's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.parsing import names_of
from autograder.scaffold.drawing import seeded
from autograder.scaffold.names import needed, read_names, rebound

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
        return needed(ast.parse("\n".join(self.text)).body) - {"work", FILL}

    def driver(self, name: str) -> str:
        """The function that a driver calls."""
        values = ", ".join(f"{key!r}: {value}" for key, value in self.seen)
        body = [*seeded(self.lines, values), f"return {{{values}}}"]
        return "\n".join([f"def {name}(work):", *(f"    {line}" for text in body for line in text.split("\n"))])


def script(
    before: Sequence[ast.stmt], statements: Sequence[ast.stmt], owner: str, classes: Mapping[str, bool]
) -> Script | None:
    """A driver's part of a test; None where the test looks at nothing of its exercise.

    `before` makes what the test reads; `classes`: the exercises, and which of them are nets.
    """
    walked = _Walk(owner, classes)
    for statement in before:
        walked.keep(statement)
    for statement in statements:
        walked.take(statement)
    seen = walked.seen or walked.results
    return Script(tuple(walked.lines), (*seen.items(), *walked.trained())) if seen else None


class _Walk:
    """The statements of a test, and the names that hold what student code gives."""

    def __init__(self, owner: str, classes: Mapping[str, bool]) -> None:
        self._owner, self._classes = owner, classes
        self._own = {*classes}
        self._made: set[str] = set()
        self._objects: set[str] = set()  # made by a class: no values themselves
        self._nets: set[str] = set()  # torch's own, made by the test
        self._leaves: set[str] = set()  # parameters of the test's
        self._given: set[str] = set()
        self.lines: list[str] = []
        self.seen: dict[str, str] = {}
        self.results: dict[str, str] = {}

    def trained(self) -> list[tuple[str, str]]:
        """The parameters of nets that student code was handed, as it left them."""
        return [(f"{name} afterwards", f"dict({name}.named_parameters())") for name in sorted(self._nets & self._given)]

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
            case _ if not (
                isinstance(statement, _PASSED_OVER)
                or _raises(statement)
                or _asserts(statement)
                or _draws_a_picture(statement)
            ):
                self.keep(statement)

    def keep(self, statement: ast.stmt) -> None:
        """Do it in the driver as well."""
        names = {*names_of(statement)}
        if any(self._is_own(node) for node in ast.walk(statement)):
            handed = self._handed_over(statement)
            self._own |= names | handed
            self._given |= handed
            self.results |= {f"{name} afterwards": name for name in handed & self._leaves}
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            made = _made_by(statement.value)
            self._nets |= names if _NET.fullmatch(made) else set()
            self._objects |= names if made in self._classes and made[:1].isupper() else set()
            self._leaves |= names if "requires_grad" in ast.unparse(statement.value) else set()
            if made in self._classes and not names & self._objects:
                self.results |= {name: name for name in rebound([statement]) - {"_"}}
        self._made |= names
        self.lines.append(self._as_driven(statement))

    def _handed_over(self, statement: ast.stmt) -> set[str]:
        """Variables of the test that student code is given, and may change."""
        calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call) and self._is_own(_root(node)))
        return {*read_names([argument for call in calls for argument in call.args])} & self._made

    def _look(self, node: ast.expr) -> None:
        """Note the widest expressions that ask the student's objects something."""
        builtin = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ASKING
        either = isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)
        if (either or (builtin and not self._is_text_of_a_value(node))) and any(map(self._is_own, ast.walk(node))):
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

    def _is_text_of_a_value(self, node: ast.expr) -> bool:
        """True of `str(w)`: the value is looked at, not how many digits are shown."""
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) in {"str", "repr"} and node.args):
            return False
        return not (isinstance(node.args[0], ast.Name) and node.args[0].id in self._objects)

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


_NET = re.compile(r"(torch\.)?nn\.[A-Z]\w*")
_MOVED = {"to", "cpu", "cuda", "float", "double", "eval", "train"}
_PICTURES = {"plt", "sns", "ax", "axes", "fig"}


def _made_by(call: ast.expr) -> str:
    """The class that an object is of, `Net` of `Net(3).to(device)`."""
    while isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _MOVED:
        call = call.func.value
    return ast.unparse(call.func) if isinstance(call, ast.Call) else ""


def _draws_a_picture(statement: ast.stmt) -> bool:
    root = _root(statement.value) if isinstance(statement, ast.Expr | ast.Assign) else None
    return isinstance(root, ast.Name) and root.id in _PICTURES


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
