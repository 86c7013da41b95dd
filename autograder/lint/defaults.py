"""Functions as a student has them, and a handout's → the defaults that differ.

Only plain constants are compared, by their values: `1/10` is 0.1. None stands for what a handout does not show, and in a
student's line for what the function itself decides.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from autograder.lint.names import parameters
from autograder.model import Difference, Kind, LintFinding, Source
from autograder.parsing import names_of, parsed

Defaults = Mapping[str, Mapping[str, str]]
"""Of each function, or method (`SGD.__init__`), its parameters with a default, as it is written."""

_MADE = frozenset({Kind.VALUE, Kind.SHAPE, Kind.TYPE, Kind.NOT_FINITE, Kind.EPOCHS, Kind.OTHER})
_NOT_GIVEN = re.compile(r"missing \d+ required .*argument")
_LARGEST = 1e15
_HIGHEST = 32
_NEAR = 1e-9
_LONGEST = 80
"""Characters of a default that are shown."""
_OPERATORS: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}


def defaults_of(sources: Iterable[str]) -> Defaults:
    """Read the constant defaults of every top-level function and method."""
    found: dict[str, Mapping[str, str]] = {}
    for source in sources:
        for statement in ast.parse(source).body:
            for name, node in _functions(statement):
                own = {one: _text(value, source) for one, value in _defaults(node) if _value(value) is not None}
                found |= {name: own} if own else {}
    return found


def changed_defaults(sources: Iterable[Source], asked: Defaults) -> dict[str, LintFinding]:
    """The finding of each exercise whose first line has other defaults.

    Of a function that is written twice the last counts; one that is wrapped may be called otherwise.
    """
    found: dict[str, LintFinding] = {}
    for source in sources:
        for number, cell in enumerate(source.cells, 1):
            tree = parsed(cell)
            for statement in tree.body if tree else ():
                for name in names_of(statement):
                    found.pop(name, None)
                for name, node in _functions(statement):
                    changed = _changed(node, asked.get(name, {}), cell)
                    if changed is not None:
                        exercise = name.partition(".")[0]
                        found.setdefault(exercise, _placed(changed, source.cell_name(number), node.lineno))
    return found


def may_explain(difference: Difference | None) -> bool:
    """True of what another default may come to: a value, a count, an argument."""
    if difference is None:
        return False
    if difference.kind is Kind.RAISED:
        return _NOT_GIVEN.search(difference.note) is not None
    return difference.kind in _MADE


def _placed(changed: tuple[str, str], file: str, line: int) -> LintFinding:
    return LintFinding("default_changed", *changed, file=file, line=line)


def _functions(statement: ast.stmt) -> Iterator[tuple[str, ast.FunctionDef]]:
    match statement:
        case ast.FunctionDef(name=name):
            yield name, statement
        case ast.ClassDef(name=name, body=body):
            yield from ((f"{name}.{one.name}", one) for one in body if isinstance(one, ast.FunctionDef))


def _changed(node: ast.FunctionDef, asked: Mapping[str, str], source: str) -> tuple[str, str] | None:
    """The parameters whose defaults differ, as they are and as they should be."""
    if node.decorator_list:
        return None
    own, names = dict(_defaults(node)), parameters(node)
    wrong = [name for name, right in asked.items() if name in names and _differs(own.get(name), right)]
    mine = (f"{name}={_text(own[name], source)}" if name in own else name for name in wrong)
    return (", ".join(mine), ", ".join(f"{name}={asked[name]}" for name in wrong)) if wrong else None


def _text(node: ast.expr, source: str) -> str:
    """The expression as its author wrote it, on one line."""
    written = ast.get_source_segment(source, node) or ""
    shown = ast.unparse(node) if "\n" in written or not written else written
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _differs(own: ast.expr | None, right: str) -> bool:
    """True where a default is missing, or is a constant of another value."""
    if own is None:
        return True
    mine, asked = _value(own), _value(ast.parse(right, mode="eval").body)
    return mine is not None and asked is not None and not _same(mine, asked)


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other or (max(abs(one), abs(other)) <= _LARGEST and math.isclose(one, other, rel_tol=_NEAR))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def _defaults(node: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """Each parameter that has a default, by keyword alone or not."""
    placed: Sequence[ast.arg] = (*node.args.posonlyargs, *node.args.args)
    behind = placed[len(placed) - len(node.args.defaults) :]
    yield from ((one.arg, value) for one, value in zip(behind, node.args.defaults, strict=True))
    named = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    yield from ((one.arg, value) for one, value in named if value is not None)


def _value(node: ast.expr) -> object:
    """The value of a plain constant; None of anything else, and of None itself."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = _value(operand)
            return -value if isinstance(value, int | float) else None
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _computed(_OPERATORS[type(op)], _value(left), _value(right))
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            values = [_value(one) for one in elements]
            return None if None in values else tuple(values)
    return None


def _computed(compute: Callable[[float, float], float], left: object, right: object) -> object:
    """Compute with two numbers; None of others, and of a size that nobody means."""
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return None
    if abs(left) > _LARGEST or abs(right) > (_HIGHEST if compute is operator.pow else _LARGEST):
        return None
    try:
        value = compute(left, right)
    except ArithmeticError:
        return None
    return value if isinstance(value, int | float) else None
