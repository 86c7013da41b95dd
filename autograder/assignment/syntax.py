"""LibCST nodes → answers to the few questions cutting and mutating ask."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence

import libcst as cst

from autograder.errors import InstructorError
from autograder.parsing import names_of

Headed = cst.For | cst.While | cst.With | cst.If | cst.Else
"""Statements whose header may be given while their body stays secret."""

Clause = Headed | cst.Try | cst.TryStar | cst.ExceptHandler | cst.ExceptStarHandler | cst.Finally
"""What has a body that belongs to the function it stands in."""

Definition = cst.FunctionDef | cst.ClassDef

_MARK = re.compile(r"(?:^|\s)# given\s*$")
_PLAIN_QUOTES = ("'", '"', "r", "R", "u", "U")


def parse(source: str) -> cst.Module:
    """Parse a source, newlines made alike."""
    try:
        return cst.parse_module(source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n")
    except cst.ParserSyntaxError as error:
        raise InstructorError(f"line {error.raw_line}: {error.message}. A solution is Python that compiles.") from None


def code(node: cst.CSTNode) -> str:
    """Write a node as it stands in the source, with all around it."""
    return cst.Module([]).code_for_node(node)


def compiles(source: str) -> bool:
    """True where Python takes the source as a module."""
    with warnings.catch_warnings(action="ignore"):
        try:
            compile(source, "stub", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True


def exercises(module: cst.Module) -> list[Definition]:
    """List the plain functions and classes at top level, without `_`, not given."""
    found = [node for node in module.body if isinstance(node, Definition)]
    return [node for node in found if not (node.name.value.startswith("_") or is_given(node) or _is_async(node))]


def methods(node: cst.ClassDef) -> list[cst.FunctionDef]:
    """List the methods of a class that others call."""
    found = [each for each in node.body.body if isinstance(each, cst.FunctionDef) and not _is_async(each)]
    return [each for each in found if not each.name.value.startswith("_") or each.name.value.endswith("__")]


def _is_async(node: Definition) -> bool:
    return isinstance(node, cst.FunctionDef) and node.asynchronous is not None


def docstring(body: Sequence[cst.CSTNode]) -> str:
    """Find the literal that opens a body, as written.

    "" where there is none that is one plain string.
    """
    first = next(iter(body), None)
    if not isinstance(first, cst.SimpleStatementLine) or not isinstance(first.body[0], cst.Expr):
        return ""
    literal = first.body[0].value
    return literal.value if isinstance(literal, cst.SimpleString) and literal.value.startswith(_PLAIN_QUOTES) else ""


def after_docstring(block: cst.BaseSuite) -> cst.BaseSuite:
    """Take the docstring out of a block.

    Code behind a semicolon on the docstring's line stays.
    """
    first, *others = block.body
    rest = [first.with_changes(body=first.body[1:])] if isinstance(first, cst.SimpleStatementLine) else []
    return block.with_changes(body=[*(line for line in rest if line.body), *others])


def comments(node: cst.CSTNode) -> Iterator[str]:
    """List comments on lines of their own, above a node or at a block's foot."""
    lines: Iterable[cst.EmptyLine] = getattr(node, "footer", None) or getattr(node, "leading_lines", ())
    for line in lines:
        if line.comment is not None:
            yield line.comment.value


def clauses(statement: cst.CSTNode) -> list[Clause]:
    """List a statement and its `else`, `except`, …: all with bodies of their own.

    Nested definitions and `match` show none.
    """
    match statement:
        case cst.For() | cst.While() | cst.If():
            return [statement, *(clauses(statement.orelse) if statement.orelse else [])]
        case cst.Try() | cst.TryStar():
            rest = [clause for clause in (statement.orelse, statement.finalbody) if clause is not None]
            return [statement, *statement.handlers, *rest]
        case cst.With() | cst.Else():
            return [statement]
        case _:
            return []


def is_given(statement: cst.CSTNode) -> bool:
    """True of a line marked `# given`, or a definition whose first line is.

    A `yield` would make the call return before the first gap.
    """
    match statement:
        case cst.SimpleStatementLine():
            end, shown = statement.trailing_whitespace, statement
        case cst.For() | cst.While() | cst.With() | cst.If() | cst.Else():
            end, shown = _end(statement.body), _bare(statement)
        case cst.FunctionDef() | cst.ClassDef():
            end = _end(statement.body).comment
            return end is not None and bool(_MARK.search(end.value))
        case _:
            return False
    marked = end.comment is not None and _MARK.search(end.comment.value)
    return bool(marked) and "\n" not in code(shown).strip() and not _suspends(shown)


def _suspends(node: cst.CSTNode) -> bool:
    return isinstance(node, (cst.Yield, cst.Await)) or any(map(_suspends, node.children))


def header(statement: Headed) -> str:
    """Write the header of a loop: `for epoc in range(epochs):`."""
    return code(_bare(statement)).strip().removesuffix("pass").rstrip()


def unmarked(statement: cst.SimpleStatementLine | Headed) -> str:
    """Write a given line without its mark."""
    return _MARK.sub("", code(_bare(statement)).strip()).rstrip()


def whole(node: Definition) -> str:
    """Write a given function or class as it is, without its marks."""
    lines = code(node.with_changes(leading_lines=(), lines_after_decorators=())).strip().split("\n")
    return "\n".join(_MARK.sub("", line).rstrip() if _MARK.search(line) else line for line in lines)


def imports(statement: cst.SimpleStatementLine) -> Iterator[str]:
    """List the imports of a line, one a line, without private names."""
    for small in statement.body:
        if isinstance(small, cst.Import | cst.ImportFrom):
            tree = ast.parse(code(small)).body[0]
            assert isinstance(tree, ast.Import | ast.ImportFrom)
            module = getattr(tree, "module", None) or ""
            tree.names = [name for name in tree.names if not _is_private(f"{module}.{name.name}")]
            if tree.names:
                yield ast.unparse(tree)


def bound(line: str) -> list[str]:
    """List the names that a line of imports binds."""
    return [name for statement in ast.parse(line).body for name in names_of(statement)]


def _is_private(path: str) -> bool:
    return any(part.startswith("_") and part != "__future__" for part in path.split("."))


def _end(block: cst.BaseSuite) -> cst.TrailingWhitespace:
    """Find where the comment of a header, or of a whole line, stands."""
    if isinstance(block, cst.IndentedBlock):
        return block.header
    assert isinstance(block, cst.SimpleStatementSuite)
    return block.trailing_whitespace


def _bare(statement: cst.SimpleStatementLine | Headed) -> cst.SimpleStatementLine | Headed:
    """Leave out whatever stands above; of a header, its body and the rest."""
    if isinstance(statement, cst.SimpleStatementLine):
        return statement.with_changes(leading_lines=())
    alone = statement if isinstance(statement, cst.With | cst.Else) else statement.with_changes(orelse=None)
    if isinstance(statement.body, cst.IndentedBlock):
        alone = alone.with_changes(body=cst.SimpleStatementSuite([cst.Pass()]))
    return alone.with_changes(leading_lines=())
