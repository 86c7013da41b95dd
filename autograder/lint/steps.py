"""A statement → the one of the four steps that it takes, as beginners write it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping

LOOP = ast.For | ast.While
FORWARD = frozenset({"yhat", "mse", "sse", "bce", "loss", "net"})
"""Functions of a student's that move no parameter."""
_OPTIMISERS = frozenset({"Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSprop", "SGD"})
_CLEARING = re.compile(r"\.grad = |zero_|\.grad\.fill_")
_DIFFERENTIATES = re.compile(r"backward|autograd|\bgrad\(|vjp|jac|hessian")


def is_of_epochs(node: ast.stmt) -> bool:
    """True for a loop that counts epochs."""
    match node:
        case ast.For(target=target, iter=values):
            return "epoc" in ast.unparse(target) + ast.unparse(values)
        case ast.While(test=test):
            return "epoc" in ast.unparse(test)
        case _:
            return False


def differentiated(node: ast.AST) -> Iterator[ast.expr]:
    """Everything that backward is called on."""
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr="backward", value=value)):
                yield value
            case ast.Call(func=ast.Name(id="backward"), args=[value, *_]):
                yield value


def differentiates(nodes: Collection[ast.AST]) -> bool:
    """True where any of them speaks of a derivative, however it is called."""
    return any(_DIFFERENTIATES.search(ast.unparse(one)) for one in nodes)


def moves(node: ast.stmt) -> bool:
    """True for a statement that can be nothing but step4."""
    match node:
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            return any(isinstance(one, ast.Attribute) and one.attr == "grad" for one in ast.walk(value))
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="step") | ast.Name(id="update"))):
            return True
        case _:
            return False


def clears(node: ast.AST) -> bool:
    """True where a gradient may be cleared, in whatever way."""
    return bool(_CLEARING.search(ast.unparse(node)))


def may_update(node: ast.AST, known: Collection[str]) -> Iterator[bool]:
    """True for each node that may change a parameter.

    In this function or in one it calls.
    """
    for each in ast.walk(node):
        match each:
            case ast.AugAssign():
                yield True
            case ast.Assign(targets=[ast.Attribute(attr="data") | ast.Subscript() | ast.Tuple(), *_]):
                yield True
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in ast.unparse(
                value
            ) and "grad" in ast.unparse(value):
                yield True
            case ast.Call(func=ast.Attribute(attr=name)) if name.endswith("_") and name not in {
                "zero_",
                "requires_grad_",
            }:
                yield True
            case ast.Call(func=ast.Attribute(attr="step")):
                yield True
            case ast.Call(func=ast.Name(id=name)) if name in known and name not in {"backward", *FORWARD}:
                yield True


def clearing(function: ast.AST, parameter: str = "") -> str:
    """`optimizr.zero_grad()`, by the names of this function; "" without any.

    Of several optimisers the one that was made with the net that holds this parameter.
    """
    own: list[str] = []
    holder = parameter.partition(".")[0]
    stepped: list[str] = []
    made: list[str] = []
    nets: list[str] = []
    for each in ast.walk(function):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Attribute() | ast.Name() as made_by)):
                if ast.unparse(made_by).rpartition(".")[2] in _OPTIMISERS:
                    made.append(name)
                    own += [name] if holder in read_in(each) else []
            case ast.Call(func=ast.Attribute(attr="step", value=ast.Name(id=name)), args=[]):
                stepped.append(name)
            case ast.Call(func=ast.Attribute(attr="parameters", value=ast.Name(id=name))):
                nets.append(name)
    found = next(iter([*own, *(name for name in stepped if name in made), *made, *stepped, *nets]), "")
    return f"{found}.zero_grad()" if found else ""


def given(node: ast.FunctionDef) -> list[str]:
    """The parameters that a call may fill by their place."""
    return [one.arg for one in (*node.args.posonlyargs, *node.args.args)]


def read_in(node: ast.AST) -> set[str]:
    """The names that something reads."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def stored_in(node: ast.AST) -> set[str]:
    """The names that something gives a value."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def reached(node: ast.AST, definitions: Mapping[str, ast.AST]) -> list[ast.AST]:
    """The function, and all of the module that it speaks of, at whatever depth."""
    found: dict[str, ast.AST] = {}
    waiting = read_in(node)
    while waiting:
        name = waiting.pop()
        there = definitions.get(name)
        if name not in found and isinstance(there, ast.FunctionDef | ast.ClassDef):
            found[name] = there
            waiting |= read_in(there)
    return [node, *(one for one in found.values() if one is not node)]
