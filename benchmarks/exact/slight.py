"""A solution and one of its exercises → the same with one value off by a hundred-thousandth: the slightest mistakes there are."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from autograder.mutation.mutate import Mutant

FACTOR = "1.00001"
_LOOKS = {"alpha"}
_VALUES = {"lr", "loss", "yhat", "u", "v", "array", "tensor"}


def slight(source: str, exercise: str) -> Iterator[Mutant]:
    """Every use of a rate, every number, every value assigned or returned by a formula, times 1.00001: one at a time."""
    module = cst.parse_module(source)
    function = next(n for n in module.body if isinstance(n, cst.FunctionDef) and n.name.value == exercise)
    for place, (old, new) in enumerate(_changes(function)):
        changed = cst.ensure_type(function.deep_replace(old, new), cst.FunctionDef)
        body = [changed if node is function else node for node in module.body]
        what = cst.Module([]).code_for_node(old).strip()
        yield Mutant(f"{exercise}: {what} times {FACTOR} ({place})", module.with_changes(body=body).code, what)


def _changes(function: cst.FunctionDef) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    for parameter in function.params.params:
        if isinstance(parameter.default, cst.Float | cst.BinaryOperation):
            yield parameter.default, _times(parameter.default)
    for statement in function.body.body[1:]:
        yield from _within(statement)


def _within(node: cst.CSTNode) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    match node:
        case cst.Arg(keyword=cst.Name(keyword)) if keyword in _LOOKS:
            return
        case cst.Float():
            yield node, _times(node)
        case cst.Arg(value=cst.Name("lr") as name) | cst.BinaryOperation(left=cst.Name("lr") as name):
            yield name, _times(name)
        case cst.Assign(targets=[cst.AssignTarget(cst.Name(target))], value=value) if target in _VALUES:
            yield value, _times(value)
        case cst.Return(value=cst.BinaryOperation() | cst.UnaryOperation() as value):
            yield value, _times(value)
    for child in node.children:
        yield from _within(child)


def _times(value: cst.BaseExpression) -> cst.BaseExpression:
    bracketed = value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    product = cst.BinaryOperation(cst.Float(FACTOR), cst.Multiply(), bracketed)
    return product.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
