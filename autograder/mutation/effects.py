"""A statement → what it reads and writes, where that is all it does.

Spares the audit mutants that are no mutants.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

# fmt: off
_PURE = frozenset({
    "DataFrame", "Sigmoid", "abs", "arange", "array", "asarray", "cat", "clone", "concat", "detach",
    "double", "exp", "flatten", "float", "full", "int", "len", "linspace", "list",
    "log", "matmul", "max", "mean", "min", "numpy", "ones", "ones_like", "parameters", "range",
    "reshape", "round", "sigmoid", "sqrt", "square", "squeeze", "stack", "str", "sum",
    "tensor", "to", "tuple", "unsqueeze", "view", "where", "zeros", "zeros_like",
})
# fmt: on
"""Calls by these names give a value and do nothing else: no random number drawn, nothing changed."""

_ONCE = frozenset({"Adam", "SGD", "a1", "l1", "manual_seed", "net", "read_csv", "zero_grad"})
"""Calls by these names may do something, but nothing more when made again at once; net, l1 and a1 are the lecture's models."""

_MADE = _PURE | {"Adam", "SGD"}
"""Calls that draw nothing and change nothing: optimisers are made in any order."""
_COMMUTES = frozenset({"eval", "train", "zero_grad"})
"""Methods without arguments that leave two objects the same in either order."""

_OTHER = (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Lambda, ast.comprehension)


@dataclass(frozen=True, slots=True)
class Effect:
    """Dotted paths that a statement writes and reads.

    `What.data = What.data - lr * What.grad` writes {What.data} and reads {What.data, lr, What.grad}.
    """

    writes: frozenset[str]
    reads: frozenset[str]


def is_idempotent(statement: str) -> bool:
    """True where doing it twice is doing it once."""
    match ast.parse(statement).body:
        case [ast.Expr(value=ast.Call() as call)]:
            return _called(call.func) in _ONCE
    effect = _effect(statement, _PURE | _ONCE)
    return effect is not None and not _touch(effect.writes, effect.reads)


def are_independent(first: str, second: str) -> bool:
    """True where their order makes no difference."""
    called = _commuting(first), _commuting(second)
    if all(called):
        return called[0] != called[1] and called[0].rpartition(".")[2] == called[1].rpartition(".")[2]
    one, other = _effect(first, _MADE), _effect(second, _MADE)
    if one is None or other is None:
        return False
    return not _touch(one.writes, other.reads | other.writes) and not _touch(other.writes, one.reads)


def _commuting(statement: str) -> str:
    """`G.zero_grad` of `G.zero_grad()`; "" where the order may matter."""
    match ast.parse(statement).body:
        case [ast.Expr(value=ast.Call(func=ast.Attribute(attr=attr) as method, args=[], keywords=[]))]:
            return _name(method) if attr in _COMMUTES else ""
    return ""


def _effect(statement: str, harmless: Collection[str]) -> Effect | None:
    """Tell the effect of a plain assignment; None of anything else.

    Plain: it calls nothing but what is harmless.
    """
    match ast.parse(statement).body:
        case [ast.Assign(targets=targets, value=value)]:
            pass
        case _:
            return None
    nodes = [node for part in (*targets, value) for node in ast.walk(part)]
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    pure = all(_called(call) in harmless for call in calls)
    plain = all(isinstance(target, ast.Name | ast.Attribute | ast.Tuple) for target in targets)
    if not (pure and plain) or any(isinstance(node, _OTHER) for node in nodes):
        return None
    writes = frozenset(path for target in targets for path in _paths(target))
    return Effect(writes, frozenset(_paths(value)))


def _paths(node: ast.AST) -> Iterator[str]:
    """List the longest dotted names in an expression."""
    if isinstance(node, ast.Name | ast.Attribute) and (name := _name(node)):
        yield name
        return
    for child in ast.iter_child_nodes(node):
        yield from _paths(child)


def _name(node: ast.AST) -> str:
    """Write `torch.nn.Linear`; "" of what is not names and dots all the way."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name() | ast.Attribute() as value, attr=attr) if _name(value):
            return f"{_name(value)}.{attr}"
        case _:
            return ""


def _called(function: ast.expr) -> str:
    """Name what is called by its last part.

    `mean` of `torch.mean` and of `((y - yhat) ** 2).mean`.
    """
    return function.attr if isinstance(function, ast.Attribute) else _name(function)


def _touch(some: Collection[str], others: Collection[str]) -> bool:
    """True where a path of one lies on a path of the other."""
    return any(f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.") for a in some for b in others)
