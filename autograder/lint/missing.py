"""A function that trains → the step that it lacks, or takes the wrong way."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from autograder.lint.steps import (
    LOOP,
    clearing,
    clears,
    differentiated,
    differentiates,
    given,
    is_of_epochs,
    may_update,
    moves,
    reached,
    read_in,
    stored_in,
)
from autograder.model import Difference, Kind, LintFinding

_DATA = frozenset(
    ["x", "X", "y", "Y", "inputs", "loader", "labels", "user", "item", "rating", "real", "data", "images", "target"]
)
"""Parameters that a function which trains is given, and one that only updates is not."""
_EARLIER = frozenset({"yhat", "loss", "gradient", "carried", "start", "before"})
"""Quantities of a path that are off before any update is."""
_KEEPING = frozenset({"to", "train", "eval", "double", "float", "half", "cpu", "cuda", "requires_grad_", "apply"})
"""Methods that give back the net or parameter they were called on."""
_COPYING = frozenset({"compile", "deepcopy", "copy"})
_TURNED = frozenset({"T", "mT", "H", "mH"})
_FAMILIAR = frozenset({"tqdm", "range", "print", "len", "zip", "enumerate", "list", "float", "int"})


def missing_steps(
    node: ast.FunctionDef, definitions: Mapping[str, ast.AST], difference: Difference
) -> Iterator[LintFinding]:
    """List the steps that no statement takes, in this function or in one it calls.

    `definitions` are the names of the module. Of a function that may call others which nobody sees here, nothing is said.
    """
    if not _trains(node) or any(_is_foreign(name, definitions) for name in _called(node)):
        return
    code = reached(node, definitions)
    statements = [each for each in ast.walk(node) if isinstance(each, ast.stmt)]
    if not differentiates(code):
        mover = next((each for each in statements if moves(each)), None)
        if mover:
            yield LintFinding("no_backward", line=mover.lineno)
        elif difference.kind is not Kind.RAISED and not _may_move(node, code):
            yield LintFinding("no_gradient_no_update", line=node.lineno)
        return
    backward = next((each for each in statements if any(differentiated(each)) and not isinstance(each, LOOP)), None)
    if backward is None or difference.kind is Kind.RAISED:
        return
    if not _may_move(node, code):
        yield LintFinding("no_update", line=backward.lineno)
    elif not difference.quantity and not any(map(clears, code)):
        yield LintFinding("never_cleared", "", clearing(node) or _own_gradient(node), line=backward.lineno)


def _own_gradient(node: ast.FunctionDef) -> str:
    """`What.grad = None`, by the first gradient that is read."""
    read = (one for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr == "grad")
    return next((f"{ast.unparse(one)} = None" for one in read), "What.grad = None")


def _trains(node: ast.FunctionDef) -> bool:
    """True for a function with epochs, or with data and a rate to learn them by."""
    names = given(node) + [one.arg for one in node.args.kwonlyargs]
    learns = any(name in {"lr", "rates"} or "optim" in name for name in names)
    return any(map(_counts_epochs, node.body)) or (learns and not _DATA.isdisjoint(names))


def _counts_epochs(node: ast.stmt) -> bool:
    """True for a loop that counts epochs, and does not go through what is there."""
    return is_of_epochs(node) and not (isinstance(node, ast.For) and "enumerate" in ast.unparse(node.iter))


def _may_move(node: ast.FunctionDef, code: list[ast.AST]) -> bool:
    """True where anything may change a parameter, or reads the learning rate for that."""
    read = (each.value for each in ast.walk(node) if isinstance(each, ast.Assign) and "lr" in read_in(each.value))
    by_hand = any("optim" not in ast.unparse(value) for value in read)
    return by_hand or any(any(may_update(one, ())) for one in code)


def _called(node: ast.FunctionDef) -> set[str]:
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return {func.id for func in calls if isinstance(func, ast.Name)} - {*given(node)}


def _is_foreign(name: str, definitions: Mapping[str, ast.AST]) -> bool:
    """True for a function from elsewhere, whose code nobody sees here."""
    there = definitions.get(name)
    return (
        there is not None
        and not isinstance(there, ast.FunctionDef | ast.ClassDef)
        and name not in _FAMILIAR
        and not name[:1].isupper()
    )


def before_the_loop(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """Find yhat or a loss that is computed above the loop which differentiates it."""
    for row, loop in enumerate(node.body):
        if not isinstance(loop, LOOP) or not any(differentiated(loop)):
            continue
        above = {
            each.targets[0].id: each
            for each in node.body[:row]
            if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
        }
        moved = trained(node)
        inside = [each for each in ast.walk(loop) if isinstance(each, ast.Assign | ast.AugAssign | ast.For)]
        made = set().union(*map(stored_in, inside))
        needed = set().union(*(read_in(value) for value in differentiated(loop)))
        for _ in inside:
            needed |= set().union(*(_read_for(each, needed) for each in inside))
        for name, each in above.items():
            if read_in(each.value) & moved and not _is_list(each.value) and not _is_held(each.value):
                moved.add(name)
                if name in needed - made:
                    yield LintFinding("before_the_loop", name, line=each.lineno)


def _read_for(each: ast.stmt, needed: set[str]) -> set[str]:
    """The names that an assignment reads, if it makes one of those needed."""
    match each:
        case ast.Assign(targets=targets, value=value) if any(needed & _names(target) for target in targets):
            return read_in(value)
        case _:
            return set()


def _names(target: ast.expr) -> set[str]:
    return {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}


def _is_list(value: ast.expr) -> bool:
    """True of what holds the parameters themselves, or copies of them, and no yhat."""
    return isinstance(value, ast.List | ast.ListComp | ast.Dict) or any(
        word in ast.unparse(value) for word in ("parameters", "optim", "clone", ".data", "detach", "len(", ".shape")
    )


def _is_held(value: ast.expr) -> bool:
    """True of a net or a parameter itself, by another name, wrapped or moved."""
    match value:
        case ast.Attribute(attr=attr):
            return attr not in _TURNED
        case ast.Name() | ast.Subscript():
            return True
        case ast.Call(func=ast.Attribute(attr=attr, value=owner)) if attr in _KEEPING:
            return _is_held(owner)
        case ast.Call(func=ast.Name(id=made) | ast.Attribute(attr=made), args=args):
            return (made[:1].isupper() and made != "Tensor") or (made in _COPYING and all(map(_is_held, args)))
        case _:
            return False


def trained(node: ast.FunctionDef) -> set[str]:
    """The names of what a loop moves, as far as the code shows them."""
    found = {"What", "net"} & {*given(node)}
    for each in ast.walk(node):
        match each:
            case ast.Attribute(attr="parameters" | "grad", value=ast.Name(id=name)):
                found.add(name)
            case ast.Call(func=ast.Attribute(attr="SGD" | "Adam"), args=[ast.List(elts=values), *_]):
                found |= {one.id for one in values if isinstance(one, ast.Name)}
    return found


def uphill(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """Find an update that adds lr times the gradient: `What.data + lr*What.grad`.

    A path that was off before it was updated tells nothing of the direction.
    """
    if difference.quantity.partition(".")[0] in _EARLIER or difference.kind is Kind.RAISED:
        return
    slopes = {
        each.targets[0].id
        for each in ast.walk(node)
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name) and _is_slope(each.value, set())
    }
    for each in ast.walk(node):
        found = _signs(each, slopes)
        if found in {"uphill", "other_sign"}:
            yield LintFinding(found, line=getattr(each, "lineno", node.lineno))


def _signs(each: ast.AST, slopes: set[str]) -> str:
    """The finding in the signs of an update; "" without one."""
    match each:
        case ast.Assign(targets=[target], value=value):
            own = ast.unparse(target).removesuffix(".data")
            signs = {sign for sign, term in _terms(value, 1) if ast.unparse(term).removesuffix(".data") == own}
            turned = "uphill" if signs == {1} else "other_sign" if signs == {-1} else ""
            return turned if _rises(value, 1, slopes) else ""
        case ast.AugAssign(op=ast.Add() | ast.Sub() as op, value=value):
            return "uphill" if _rises(value, 1 if isinstance(op, ast.Add) else -1, slopes) else ""
        case ast.Call(func=ast.Attribute(attr="add_"), args=[value], keywords=[]):
            return "uphill" if _rises(value, 1, slopes) else ""
        case (
            ast.keyword(arg="maximize", value=ast.Constant(value=True))
            | ast.keyword(arg="lr", value=ast.UnaryOp(op=ast.USub()))
        ):
            return "uphill"
        case _:
            return ""


def _rises(value: ast.expr, sign: int, slopes: set[str]) -> bool:
    """True where a gradient is added, and not taken away."""
    return any(one > 0 and _is_slope(term, slopes) for one, term in _terms(value, sign))


def _terms(value: ast.expr, sign: int) -> Iterator[tuple[int, ast.expr]]:
    """The terms of a sum, each with its sign; a minus within a product counts."""
    match value:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            yield from _terms(left, sign)
            yield from _terms(right, sign if isinstance(op, ast.Add) else -sign)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield from _terms(operand, -sign)
        case ast.BinOp(op=ast.Mult() | ast.Div() | ast.MatMult()):
            yield sign * _sign(value), value
        case _:
            yield sign, value


def _sign(value: ast.expr) -> int:
    match value:
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() | ast.MatMult(), right=right):
            return _sign(left) * _sign(right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_sign(operand)
        case _:
            return 1


def _is_slope(value: ast.expr, slopes: set[str]) -> bool:
    """True for a gradient, or a product that holds one."""
    match value:
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div(), right=right):
            return _is_slope(left, slopes) or _is_slope(right, slopes)
        case ast.Attribute(attr="grad"):
            return True
        case ast.Attribute(attr="data", value=inner) | ast.UnaryOp(operand=inner):
            return _is_slope(inner, slopes)
        case ast.Name(id=name):
            return name in slopes
        case _:
            return False
