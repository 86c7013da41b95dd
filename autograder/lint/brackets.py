"""An expression → the same with its brackets, or one of its signs, elsewhere.

`1/1+torch.exp(-u)` → `1/(1+torch.exp(-u))`. Trees only: whoever has the values tries which one is right.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from itertools import islice

from autograder.lint.steps import LOOP
from autograder.model import Difference, Kind, LintFinding

MOST = 80
"""Rewritings of a function that are tried."""
_VALUED = ast.Assign | ast.Return | ast.Expr
_LATER = frozenset({"gradient", "after", "carried", "yhat"})
_SIGNS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.Mod: "%",
}


def rebracketed(node: ast.FunctionDef) -> Iterator[tuple[ast.FunctionDef, LintFinding]]:
    """The function with one pair of brackets elsewhere, or two, and the place.

    None of a function with a loop: it may take long, and has other mistakes.
    """
    if any(isinstance(each, LOOP) for each in ast.walk(node)):
        return
    once = list(islice(_rewritten(node), MOST))
    yield from once
    yield from islice(_rewritten(node, _other_signs, "signs"), MOST)
    twice = (other for one, _ in once for other, _ in _rewritten(one))
    yield from ((other, _between(node, other)) for other in islice(twice, MOST - len(once)))


def _between(old: ast.FunctionDef, new: ast.FunctionDef) -> LintFinding:
    """The first statement in which two functions differ, told as a whole."""
    pairs = zip(old.body, new.body, strict=True)
    was, now = next(((one, two) for one, two in pairs if ast.dump(one) != ast.dump(two)), (old.body[-1], new.body[-1]))
    texts = (
        ast.unparse(one.value) if isinstance(one, _VALUED) and one.value else ast.unparse(one) for one in (was, now)
    )
    return LintFinding("brackets", *texts, line=was.lineno)


def doubtful(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """Find what is nearly always meant otherwise: `a/1 + b`, `y - yhat**2`."""
    if difference.kind not in {Kind.VALUE, Kind.OTHER, Kind.NOT_FINITE}:
        return
    if difference.quantity.partition(".")[0] in _LATER:
        return
    for each in ast.walk(node):
        match each:
            case ast.BinOp(left=ast.BinOp(op=ast.Div(), right=ast.Constant(value=1)), op=ast.Add() | ast.Sub()):
                yield _asked(each)
            case ast.BinOp(
                left=ast.Name(), op=ast.Sub(), right=ast.BinOp(left=ast.Name(), op=ast.Pow(), right=ast.Constant())
            ):
                yield _asked(each)
            case ast.BinOp(
                left=ast.Call(func=ast.Attribute(attr="sum" | "mean"), args=[ast.BinOp(op=ast.Sub())], keywords=[]),
                op=ast.Pow(),
            ):
                yield _asked(each)
            case ast.Call(
                func=ast.Attribute(attr="exp"),
                args=[ast.BinOp(left=ast.UnaryOp(op=ast.USub(), operand=first), op=ast.Add() | ast.Sub()) as inner],
            ) if not isinstance(first, ast.Constant):  # -1 + 5*x is a line as it stands
                whole = _without_minus(inner)
                if whole is not None:
                    yield _asked(inner, ast.UnaryOp(ast.USub(), whole))


def _asked(node: ast.BinOp, meant: ast.expr | None = None) -> LintFinding:
    """The doubt about an expression, and the nearest other brackets."""
    right = ast.unparse(meant or next(_turned(node)))
    return LintFinding("brackets_doubtful", _as_read(node), right, line=node.lineno)


def _rewritten(
    node: ast.FunctionDef, ways: Callable[[ast.AST], Iterator[ast.expr]] | None = None, kind: str = "brackets"
) -> Iterator[tuple[ast.FunctionDef, LintFinding]]:
    """Each expression of the function in each other way, one at a time."""
    for place, each in enumerate(ast.walk(node)):
        for meant in (ways or _turned)(each):
            copied = deepcopy(node)
            old = next(islice(ast.walk(copied), place, None))
            said = _as_read(each) if kind == "brackets" else ast.unparse(each)
            finding = LintFinding(kind, said, ast.unparse(meant), line=getattr(each, "lineno", 0))
            _Replaced(old, meant).visit(copied)  # in place: the function itself is no expression
            yield copied, finding


def _turned(node: ast.AST) -> Iterator[ast.expr]:
    """The same symbols with the brackets elsewhere."""
    match node:
        case ast.BinOp(left=ast.BinOp(left=first, op=inner, right=second), op=outer, right=third):
            yield ast.BinOp(first, inner, ast.BinOp(second, outer, third))
    match node:
        case ast.BinOp(left=first, op=outer, right=ast.BinOp(left=second, op=inner, right=third)):
            yield ast.BinOp(ast.BinOp(first, outer, second), inner, third)
        case ast.BinOp(left=ast.Call(args=[value], keywords=[]) as call, op=ast.Pow() as power, right=exponent):
            yield ast.Call(call.func, [ast.BinOp(value, power, exponent)], [])
        case ast.UnaryOp(op=ast.USub(), operand=ast.BinOp(left=base, op=ast.Pow() as power, right=exponent)):
            yield ast.BinOp(ast.UnaryOp(ast.USub(), base), power, exponent)
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub()) if (whole := _without_minus(node)) is not None:
            yield ast.UnaryOp(ast.USub(), whole)


def _other_signs(node: ast.AST) -> Iterator[ast.expr]:
    """A sum with one of its two signs the other way round."""
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield ast.BinOp(left, ast.Sub(), right)
            yield ast.BinOp(right, ast.Sub(), left)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield ast.BinOp(left, ast.Add(), right)


def _without_minus(node: ast.expr) -> ast.expr | None:
    """A sum without the minus that stands before its first number."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return operand
        case ast.BinOp(left=left, op=op, right=right):
            first = _without_minus(left)
            return None if first is None else ast.BinOp(first, op, right)
        case _:
            return None


def _as_read(node: ast.AST) -> str:
    """The expression as Python reads it, with brackets around its two sides."""
    if not isinstance(node, ast.BinOp):
        return f"-({ast.unparse(node.operand)})" if isinstance(node, ast.UnaryOp) else ast.unparse(node)
    sides = [_in_brackets(side) for side in (node.left, node.right)]
    return f"{sides[0]} {_SIGNS.get(type(node.op), '?')} {sides[1]}"


def _in_brackets(node: ast.expr) -> str:
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.BinOp | ast.UnaryOp) else text


class _Replaced(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The new one for the old."""
        return ast.copy_location(self._new, node) if node is self._old else self.generic_visit(node)
