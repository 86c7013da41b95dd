"""A function's tree → single changes to it, in the order of the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import libcst as cst
from libcst import matchers as m

from autograder.assignment.syntax import code, docstring, is_given
from autograder.mutation.edit import Edit, bracketed
from autograder.mutation.effects import are_independent, is_idempotent

_BINARY: Mapping[type[cst.CSTNode], type[cst.CSTNode]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.MatrixMultiply: cst.Multiply,
    cst.Power: cst.Multiply,
    cst.FloorDivide: cst.Divide,
    cst.Modulo: cst.FloorDivide,
    cst.AddAssign: cst.SubtractAssign,
    cst.SubtractAssign: cst.AddAssign,
    cst.MultiplyAssign: cst.DivideAssign,
    cst.DivideAssign: cst.MultiplyAssign,
    cst.And: cst.Or,
    cst.Or: cst.And,
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
    cst.Is: cst.IsNot,
    cst.IsNot: cst.Is,
    cst.In: cst.NotIn,
    cst.NotIn: cst.In,
}
_NAMES = {
    "mean": "sum",
    "sum": "mean",
    "ones": "zeros",
    "zeros": "ones",
    "log": "log2",
    "sigmoid": "tanh",
    "Sigmoid": "Tanh",
    "MSELoss": "L1Loss",
    "True": "False",
    "False": "True",
}
_TEXTS = {**_NAMES, "o": "-", "-": "o", "--": "o"}
_SCALES = ("1.001", "1.0001", "0.5", "-1")
_SCALES_OF_COUNTS = ("1.001", "-1")
_LOOKS = {
    "alpha",
    "c",
    "color",
    "label",
    "linestyle",
    "linewidth",
    "ls",
    "lw",
    "marker",
    "markersize",
    "ms",
    "s",
    "title",
}
"""Arguments that change how a plot looks: what is graded is the data that it draws."""

_AXIS = {"axis", "dim"}
_ALONG = {"amax", "amin", "argmax", "argmin", "log_softmax", "logsumexp", "softmax"}
"""Functions whose next argument is an axis."""
_MODULES = {"F", "np", "torch", "torch.nn.functional"}

_ARITHMETIC = cst.BinaryOperation | cst.UnaryOperation | cst.Comparison | cst.Assign | cst.AugAssign
_LEAVES = cst.Return | cst.Raise | cst.Break | cst.Continue


def edits(function: cst.FunctionDef) -> Iterator[Edit]:
    """Make every single change to the function's defaults and body.

    Docstring and annotations are left alone, and so is an axis that is the last one by another name.
    """
    axes = {id(axis) for axis in _axes(function)}
    return (one for one in _edits(function) if not (id(one.old) in axes and code(one.new).strip("()") == "-1"))


def _axes(function: cst.FunctionDef) -> Iterator[cst.CSTNode]:
    """The 1 of `argmax(1)` and `dim=1`."""
    for call in m.findall(function, m.Call(func=m.Attribute() | m.Name())):
        assert isinstance(call, cst.Call)
        placed = [arg for arg in call.args if arg.keyword is None]
        first = 0 if isinstance(call.func, cst.Attribute) and code(call.func.value) not in _MODULES else 1
        by_place = placed[first : first + 1] if code(call.func).rpartition(".")[2] in _ALONG else []
        for arg in (*by_place, *(arg for arg in call.args if arg.keyword and arg.keyword.value in _AXIS)):
            if isinstance(arg.value, cst.Integer) and arg.value.evaluated_value == 1:
                yield arg.value


def _edits(function: cst.FunctionDef) -> Iterator[Edit]:
    for parameter in (*function.params.params, *function.params.kwonly_params):
        if parameter.default is not None:
            yield from _within(parameter.default, parameter)
    kept = 1 if docstring(function.body.body) else 0
    yield from _statements(function.body, kept=kept)
    for statement in function.body.body[kept:]:
        yield from _within(statement, function.body)


def _within(node: cst.CSTNode, parent: cst.CSTNode) -> Iterator[Edit]:
    if isinstance(node, cst.Annotation) or _is_looks(node):
        return
    yield from _change(node, parent)
    for child in node.children:
        yield from _within(child, node)


def _change(node: cst.CSTNode, parent: cst.CSTNode) -> Iterator[Edit]:
    match node:
        case cst.Integer() | cst.Float():
            yield from (Edit(node, number) for number in _numbers(node, parent))
        case cst.Name(value=name) if name in _NAMES and not isinstance(parent, cst.Param):
            yield Edit(node, cst.Name(_NAMES[name]))
        case cst.SimpleString(value=text) if text.strip("\"'") in _TEXTS:
            yield Edit(node, cst.SimpleString(repr(_TEXTS[text.strip("\"'")])))
        case cst.UnaryOperation(operator=cst.Minus() | cst.Not()):
            yield Edit(node, node.expression)
        case cst.Call():
            yield from _calls(node)
        case cst.Tuple(elements=elements):
            yield from (Edit(node, node.with_changes(elements=_with_commas(order))) for order in _swaps(elements))
        case cst.IndentedBlock():
            yield from _statements(node)
        case _ if type(node) in _BINARY:
            yield Edit(node, _BINARY[type(node)]())


def _numbers(node: cst.Integer | cst.Float, parent: cst.CSTNode) -> Iterator[cst.BaseExpression]:
    """Make it a little more, half, the opposite; if whole, one more and less."""
    value = Decimal(str(node.evaluated_value))
    whole = isinstance(node, cst.Integer)
    scales = _SCALES if not whole or isinstance(parent, _ARITHMETIC) else _SCALES_OF_COUNTS
    if isinstance(parent, cst.Param | cst.UnaryOperation):
        scales = scales[-1:] if isinstance(parent, cst.Param) and whole else scales[:-1]
    for number in [value + 1, value - 1] * whole + [value * Decimal(scale) for scale in scales]:
        literal = cst.parse_expression(_digits(abs(number), whole=whole))
        yield literal if number >= 0 else bracketed(cst.UnaryOperation(cst.Minus(), literal))


def _digits(number: Decimal, *, whole: bool) -> str:
    if whole and number == number.to_integral_value():
        return str(int(number))
    return repr(float(number))


def _calls(node: cst.Call) -> Iterator[Edit]:
    """Swap neighbouring arguments, drop keywords, turn once more and less."""
    placed = [arg for arg in node.args if arg.keyword is None and not arg.star]
    named = [arg for arg in node.args if arg.keyword is not None or arg.star]
    for order in _swaps(placed):
        yield Edit(node, node.with_changes(args=_with_commas([*order, *named])))
    for gone in (arg for arg in named if arg.keyword is not None and not _is_looks(arg)):
        yield Edit(node, node.with_changes(args=_with_commas([arg for arg in node.args if arg is not gone])))
    if code(node.func) == "range" and len(node.args) == 1:
        for operator in (cst.Add(), cst.Subtract()):
            turns = cst.BinaryOperation(bracketed(node.args[0].value), operator, cst.Integer("1"))
            yield Edit(node, node.with_changes(args=[cst.Arg(turns)]))


def _is_looks(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Arg) and node.keyword is not None and node.keyword.value in _LOOKS


def _statements(block: cst.BaseSuite, *, kept: int = 0) -> Iterator[Edit]:
    """Drop or double each statement after the first `kept`; swap neighbours.

    What leaves a block is only dropped.
    """
    body = list(block.body)
    for place, statement in enumerate(body[kept:], kept):
        if isinstance(statement, cst.SimpleStatementLine) and is_given(statement):
            continue
        less = [*body[:place], *body[place + 1 :]]
        less += [] if len(less) > kept else [_pass(block)]
        yield Edit(block, block.with_changes(body=less), f"dropped {_title(statement)}")
        if not (
            _leaves(statement) or isinstance(statement, cst.BaseCompoundStatement) or is_idempotent(_text(statement))
        ):
            more = [*body[:place], statement, *body[place:]]
            yield Edit(block, block.with_changes(body=more), f"doubled {_title(statement)}")
    for place, order in enumerate(_swaps(body[kept:]), kept):
        if not _leaves(body[place + 1]) and not are_independent(_text(body[place]), _text(body[place + 1])):
            what = f"swapped {_title(body[place])} ⏎ {_title(body[place + 1])}"
            yield Edit(block, block.with_changes(body=[*body[:kept], *order]), what)


def _leaves(statement: cst.CSTNode) -> bool:
    last = statement.body[-1] if isinstance(statement, cst.SimpleStatementLine) else statement
    return isinstance(last, _LEAVES)


def _pass(block: cst.BaseSuite) -> cst.CSTNode:
    return cst.SimpleStatementLine([cst.Pass()]) if isinstance(block, cst.IndentedBlock) else cst.Pass()


def _title(statement: cst.CSTNode) -> str:
    """Write the statement's first line, without comments."""
    return _text(statement).partition("\n")[0]


def _text(statement: cst.CSTNode) -> str:
    bare = statement.with_changes(leading_lines=()) if hasattr(statement, "leading_lines") else statement
    if isinstance(bare, cst.SimpleStatementLine):
        bare = bare.with_changes(trailing_whitespace=cst.TrailingWhitespace())
    return code(bare).strip()


_Node = TypeVar("_Node", bound=cst.CSTNode)
_Listed = TypeVar("_Listed", cst.Arg, cst.BaseElement)


def _swaps(items: Sequence[_Node]) -> Iterator[list[_Node]]:
    """Put two neighbours in each other's place, pair by pair."""
    for place in range(len(items) - 1):
        first, second = items[place], items[place + 1]
        yield [*items[:place], second, first, *items[place + 2 :]]


def _with_commas(items: Sequence[_Listed]) -> list[_Listed]:
    """Write elements in a new order, with the commas of a plain list."""
    return [item.with_changes(comma=cst.MaybeSentinel.DEFAULT) for item in items]
