"""A function that is wrong → findings in the loss that it computes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.lint.steps import given
from autograder.model import Difference, Kind, LintFinding

_ORDERED = frozenset(
    [
        *("BCELoss", "BCEWithLogitsLoss", "CrossEntropyLoss", "NLLLoss"),
        *("binary_cross_entropy", "binary_cross_entropy_with_logits", "cross_entropy", "nll_loss"),
    ]
)
"""Losses that take the prediction first."""
_OF_SCORES = frozenset(["BCEWithLogitsLoss", "CrossEntropyLoss", "binary_cross_entropy_with_logits", "cross_entropy"])
_TARGETS = frozenset({"y", "labels", "rating", "y_batch", "labels_batch"})
_LATER = frozenset({"gradient", "after", "carried"})
SMALL = 0.5
"""A number added within a logarithm that is smaller is there against log(0)."""


def in_losses(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """List the findings, those of what a loss was given first."""
    yield from _swapped(node)
    yield from _sigmoid_twice(node)
    if difference.kind is not Kind.RAISED:
        yield from _not_squared(node)
    if difference.kind is not Kind.RAISED and difference.quantity.partition(".")[0] not in _LATER:
        yield from _of_target(node)
        yield from _added(node)


def _not_squared(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`sum((y - yhat) * 2)`, and `sum(y**2 - yhat**2)`."""
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr="sum" | "mean", value=owner), args=args):
                added = args[0] if args and ast.unparse(owner) in {"torch", "np"} else owner
            case _:
                continue
        match added:
            case ast.BinOp(left=ast.BinOp(op=ast.Sub()) as inner, op=ast.Mult(), right=ast.Constant(value=2)):
                yield LintFinding("doubled", ast.unparse(added), f"({ast.unparse(inner)})**2", line=each.lineno)
            case ast.BinOp(
                left=ast.BinOp(left=first, op=ast.Pow(), right=ast.Constant(value=2)),
                op=ast.Sub(),
                right=ast.BinOp(left=second, op=ast.Pow(), right=ast.Constant(value=2)),
            ):
                right = f"({ast.unparse(first)} - {ast.unparse(second)})**2"
                yield LintFinding("squares_apart", ast.unparse(added), right, line=each.lineno)


def _swapped(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`BCELoss()(y, yhat)`, whose order is (yhat, y)."""
    made = _made(node)
    for each in ast.walk(node):
        match each:
            case ast.Call(func=func, args=[ast.Name(id=first), second]) if first in _TARGETS:
                called = made.get(_name(func), _name(func))
                if called in _ORDERED and ast.unparse(second) not in _TARGETS:
                    right = f"({ast.unparse(second)}, {first})"
                    yield LintFinding("loss_swapped", called, right, line=each.lineno)


def _sigmoid_twice(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`BCEWithLogitsLoss()(torch.sigmoid(u), y)`, which makes them by itself."""
    made = _made(node)
    for each in ast.walk(node):
        match each:
            case ast.Call(func=func, args=[first, _, *_]) if made.get(_name(func), _name(func)) in _OF_SCORES:
                by = made.get(first.id, "") if isinstance(first, ast.Name) else ""
                by = _name(first.func) if isinstance(first, ast.Call) else by
                if by in {"sigmoid", "Sigmoid", "softmax", "Softmax"}:
                    yield LintFinding("scores_wanted", made.get(_name(func), _name(func)), by, line=each.lineno)


def _made(node: ast.FunctionDef) -> dict[str, str]:
    """The names that the result of a call has got, each with what was called."""
    return {
        each.targets[0].id: _name(each.value.func)
        for each in ast.walk(node)
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call) and isinstance(each.targets[0], ast.Name)
    }


def _of_target(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`torch.log(y)`, in a function that has a yhat too."""
    targets = _TARGETS & {*given(node)}
    if not targets or len(given(node)) == 1:
        return
    for each in _logarithms(node):
        match each.args:
            case [ast.Name(id=name)] | [ast.BinOp(left=ast.Constant(), right=ast.Name(id=name))] if name in targets:
                yield LintFinding("log_of_target", ast.unparse(each), name, line=each.lineno)


def _added(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`torch.log(yhat + 0.01)`: against log(0), and so large that the loss changes."""
    for each in _logarithms(node):
        for one in ast.walk(each):
            match one:
                case ast.BinOp(op=ast.Add(), right=ast.Constant(value=float() as value)) if 0 < value < SMALL:
                    yield LintFinding("added_in_log", f"{value:g}", ast.unparse(each), line=each.lineno)


def _logarithms(node: ast.FunctionDef) -> Iterator[ast.Call]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and _name(each.func) == "log" and each.args:
            yield each


def _name(func: ast.expr) -> str:
    """The last name of what is called; of `BCELoss()(…)` that of the class."""
    match func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Call(func=inner):
            return _name(inner)
        case _:
            return ""
