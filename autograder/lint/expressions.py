"""A function that is wrong → findings in single expressions.

Nothing is called, nothing is made, nothing comes back.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterator, Sequence

from autograder.model import Difference, Kind, LintFinding

_METHODS = frozenset(
    [
        "abs",
        "backward",
        "clone",
        "cpu",
        "detach",
        "double",
        "exp",
        "float",
        "item",
        "log",
        "long",
        "mean",
        "numpy",
        "sqrt",
        "square",
        "squeeze",
        "step",
        "sum",
        "tolist",
        "zero_",
        "zero_grad",
        "sigmoid",
        "parameters",
        "flatten",
    ]
)
"""Methods that are called without arguments, so that their parentheses are forgotten."""
_LOSSES = frozenset({"MSELoss", "BCELoss", "BCEWithLogitsLoss", "L1Loss", "CrossEntropyLoss"})
_LAYERS = frozenset({"Sigmoid", "Tanh", "ReLU"})
_MODULES = frozenset({"torch", "np", "numpy", "nn", "F", "math"})
_LIBRARIES = _MODULES | {"pd", "plt", "random"}
"""Names that courses give to libraries."""


def in_expressions(
    node: ast.FunctionDef, difference: Difference, functions: Collection[str] = ()
) -> Iterator[LintFinding]:
    """List the findings of the function, the surest first.

    Those that are wrong wherever they stand come before the others. `functions` are those of the module.
    """
    for each in ast.walk(node):
        match each:
            case ast.BinOp(op=ast.BitXor()):
                yield LintFinding("xor", line=each.lineno)
            case ast.Expr(value=ast.Compare(ops=[ast.Eq()], left=left)):
                yield LintFinding("compares", ast.unparse(left), line=each.lineno)
            case ast.Expr(value=ast.Compare(ops=[ast.Lt()], comparators=[value])) if _begins_with_minus(value):
                yield LintFinding("other_language", "<-", "=", line=each.lineno)
            case ast.Return(value=ast.Tuple(elts=[one]) as pair) | ast.Assign(value=ast.Tuple(elts=[one]) as pair):
                if pair.col_offset == one.col_offset:  # no parentheses, so that nobody meant it
                    yield LintFinding("comma_behind", "", ast.unparse(one), line=each.lineno)
            case _:
                yield from _only_the_step(each)
                yield from _not_called(each)
                yield from _class_called(each)
                yield from _optimiser_of_data(each)
    yield from _only_printed(node, difference)
    yield from _shadowed(node, difference, functions)
    yield from _function_returned(node, functions)
    yield from _nothing_of_backward(node, difference)
    yield from _unrecorded(node, difference)
    yield from _if_of_tensor(node, difference)
    yield from _compared_last(node, difference)


def _only_the_step(node: ast.AST) -> Iterator[LintFinding]:
    """`What.data =- lr * What.grad`: the step in place of the parameter."""
    match node:
        case ast.Assign(targets=[ast.Name() | ast.Attribute(attr="data") as target], value=value):
            own = ast.unparse(target).removesuffix(".data")
            said = ast.unparse(value)
            rest = said.replace(f"{own}.grad.data", "").replace(f"{own}.grad", "")
            if rest != said and "lr" in rest and not re.search(rf"\b{re.escape(own)}\b", rest):
                right = f"{ast.unparse(target)} -= {said.removeprefix('-')}"
                yield LintFinding("only_the_step", ast.unparse(target), right, line=node.lineno)


def _compared_last(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """`return u * u > 0`, where * comes before >."""
    if difference.kind is Kind.RAISED:
        return
    for each in ast.walk(node):
        match each:
            case ast.Return(
                value=ast.Compare(
                    left=ast.BinOp(op=ast.Mult(), left=first, right=second),
                    ops=[ast.Gt() | ast.Lt() | ast.GtE() | ast.LtE() as sign],
                    comparators=[than],
                ) as whole
            ):
                meant = ast.BinOp(first, ast.Mult(), ast.Compare(second, [sign], [than]))
                yield LintFinding("compared_last", ast.unparse(whole), ast.unparse(meant), line=each.lineno)


def _if_of_tensor(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """`if u > 0:` of a tensor that holds many numbers."""
    if "Boolean value of Tensor" not in difference.note:
        return
    for each in ast.walk(node):
        if isinstance(each, ast.If | ast.IfExp | ast.While) and each.test.lineno == difference.line:
            yield LintFinding("if_of_tensor", ast.unparse(each.test), line=difference.line)


def _begins_with_minus(value: ast.expr) -> bool:
    """True of `-y - yhat`, which is R's `<- y - yhat` as Python reads it."""
    while isinstance(value, ast.BinOp):
        value = value.left
    return isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub)


def _not_called(node: ast.AST) -> Iterator[LintFinding]:
    """A method without its parentheses, where it can mean nothing else."""
    match node:
        case ast.Expr(value=ast.Attribute() as method):
            values: Sequence[ast.expr | None] = [method]
        case ast.With(items=items):
            values = [item.context_expr for item in items if "no_grad" in ast.unparse(item.context_expr)]
        case ast.BinOp(left=left, right=right):
            values = [left, right]
        case ast.Assign(value=value) | ast.Return(value=ast.Attribute() as value):
            values = [value]
        case _:
            values = []
    for value in values:
        if isinstance(value, ast.Attribute) and _is_method(value, alone=isinstance(node, ast.Expr | ast.With)):
            yield LintFinding("not_called", ast.unparse(value), f"{ast.unparse(value)}()", line=value.lineno)


def _is_method(value: ast.Attribute, *, alone: bool) -> bool:
    of_module = isinstance(value.value, ast.Name) and value.value.id in _MODULES
    known = value.attr in _METHODS or (alone and value.attr in {"eval", "train"})
    return value.attr == "no_grad" or (known and (alone or not of_module))


def _class_called(node: ast.AST) -> Iterator[LintFinding]:
    """`nn.MSELoss(y, yhat)`, or `loss_fn = nn.MSELoss`."""
    match node:
        case ast.Call(func=ast.Attribute() | ast.Name() as func, args=args):
            name = ast.unparse(func).rpartition(".")[2]
            if (name in _LOSSES and len(args) > 1) or (
                name in _LAYERS and args and not isinstance(args[0], ast.Constant)
            ):
                yield LintFinding("class_called", ast.unparse(func), f"{ast.unparse(func)}()", line=node.lineno)
        case ast.Assign(value=ast.Attribute() | ast.Name() as value):
            name = ast.unparse(value).rpartition(".")[2]
            if name in _LOSSES | _LAYERS:
                yield LintFinding("class_not_made", ast.unparse(value), f"{ast.unparse(value)}()", line=node.lineno)


def _optimiser_of_data(node: ast.AST) -> Iterator[LintFinding]:
    """`SGD([What.data])`: an optimiser of a tensor that has no gradient."""
    match node:
        case ast.Call(
            func=ast.Attribute(attr="SGD" | "Adam") | ast.Name(id="SGD" | "Adam"), args=[ast.List(elts=given), *_]
        ):
            for each in given:
                text = ast.unparse(each)
                if text.endswith((".data", ".detach()")):
                    own = text.removesuffix(".data").removesuffix(".detach()")
                    yield LintFinding("optimiser_of_data", text, own, line=each.lineno)


def _only_printed(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """A value that is shown and not given back."""
    if "NoneType" not in f"{difference.got} {difference.note}" or difference.kind is Kind.RAISED:
        return
    inside = list(ast.walk(node))
    if any(isinstance(each, ast.Return) and each.value is not None for each in inside):
        return
    printed = (each for each in inside if isinstance(each, ast.Call) and ast.unparse(each.func) == "print")
    yield from (LintFinding("printed", ast.unparse(each), line=each.lineno) for each in printed)


def _shadowed(node: ast.FunctionDef, difference: Difference, functions: Collection[str]) -> Iterator[LintFinding]:
    """`mse = mse(y, yhat)`, `sum = 0`: the name means nothing else any more."""
    found = re.search(r"local variable '(\w+)'", difference.note)
    called = {found[1]} if found else set()
    if "object is not callable" in difference.note:
        calls = (each for each in ast.walk(node) if isinstance(each, ast.Call) and each.lineno == difference.line)
        called = {each.func.id for each in calls if isinstance(each.func, ast.Name)}
    for each in ast.walk(node):
        match each:
            case ast.Name(id=name, ctx=ast.Store()) if name in called & {*functions, *_LIBRARIES, *dir(builtins)}:
                yield LintFinding("shadowed", name, line=each.lineno)


def _function_returned(node: ast.FunctionDef, functions: Collection[str]) -> Iterator[LintFinding]:
    """`return mse`: the function itself, by the name of what it computes."""
    inside = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    inside |= {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
    for each in ast.walk(node):
        match each:
            case ast.Return(value=ast.Name(id=name)) if name not in inside and name in {node.name, *functions}:
                yield LintFinding("function_returned", name, line=each.lineno)


def _nothing_of_backward(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """`g = loss.backward()`: None, where a gradient was hoped for."""
    if "NoneType" not in f"{difference.got} {difference.note}":
        return
    for each in ast.walk(node):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Attribute(attr="backward"))):
                yield LintFinding("nothing_of_backward", name, line=each.lineno)


def _unrecorded(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """A loss computed within `torch.no_grad()`, which has no gradient."""
    if "does not require grad" not in difference.note:
        return
    for each in ast.walk(node):
        if isinstance(each, ast.With) and any("no_grad" in ast.unparse(item.context_expr) for item in each.items):
            made = (one for one in ast.walk(each) if isinstance(one, ast.Assign))
            if any(isinstance(target, ast.Name) for one in made for target in one.targets):
                yield LintFinding("unrecorded", line=each.lineno)
