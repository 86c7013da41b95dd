"""A loss → what it was made from.

Autograd's nodes, the leaves they end in, and the caller's own values on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import zip_longest
from types import FrameType
from typing import Any

import torch

MOST_DATA = 8
MOST_NUMBERS = 4096
"""Of a value on the graph that has no name."""
UNREADABLE = (ArithmeticError, AttributeError, LookupError, NotImplementedError, RuntimeError, TypeError, ValueError)
"""What a value, or whatever stands for one, may raise when it is read: then it is left out."""
_LEAF_NODE = vars(torch._C._functions)["AccumulateGrad"]  # noqa: SLF001 - where autograd ends
_FACTORS = {
    "MmBackward0": ("self", "mat2"),
    "MvBackward0": ("self", "vec"),
    "AddmmBackward0": ("self", "mat1", "mat2"),
}
"""Products of matrices, and what autograd calls their parts."""
_YHAT_NAMES = ("yhat", "y_hat", "yhat_", "pred", "y_pred", "ypred", "output", "out")


def root_of(args: tuple[Any, ...], kwargs: Mapping[str, Any], *, asks: bool = False) -> torch.Tensor | None:
    """The loss that one of the three ways into autograd was called with.

    Several roots are one loss, their sum; so are several numbers whose weights are all alike. `asks`: it was `grad`.
    """
    root = args[0] if args else next((kwargs[name] for name in ("tensors", "outputs") if name in kwargs), None)
    if isinstance(root, torch.Tensor) and root.numel() == 1:
        return root
    roots = _listed(root)
    at, names = (2, ("grad_outputs",)) if asks else (1, ("gradient", "grad_tensors"))
    weights = args[at] if len(args) > at else next((kwargs[name] for name in names if name in kwargs), None)
    parts = [_weighted(*pair) for pair in zip_longest(roots, _listed(weights)[: len(roots)])]
    if len(parts) > 1 and all(part.numel() == 1 for part in parts):
        with torch.enable_grad():
            return torch.stack([part.reshape(()) for part in parts]).sum()
    return parts[0] if parts else None


def _listed(given: Any) -> list[Any]:
    """One or several, as a list; those of the roots that are no tensors are left out."""
    every = given if isinstance(given, (list, tuple)) else [given]
    return [one for one in every if isinstance(one, torch.Tensor)]


def _weighted(root: torch.Tensor, weights: torch.Tensor | None) -> torch.Tensor:
    """A root of several numbers as the one that is differentiated.

    Of weights that differ nobody can tell what loss they stand for.
    """
    if root.numel() == 1 or weights is None or weights.shape != root.shape or not root.numel():
        return root
    weight = weights.detach().reshape(-1)[0]
    if not bool((weights == weight).all()):
        return root
    with torch.enable_grad():
        return root.sum() * weight


def is_transformed() -> bool:
    """True inside torch.func, which asks autograd itself."""
    return torch._C._functorch.peek_interpreter_stack() is not None  # noqa: SLF001 - the one way to see it


def nodes_of(root: torch.Tensor) -> list[Any]:
    """All nodes of the root's autograd graph, nearest first."""
    found: list[Any] = [root.grad_fn]
    seen = {root.grad_fn}
    for node in found:
        if type(node) is _LEAF_NODE:
            continue
        for after, _ in node.next_functions:
            if after is not None and after not in seen:
                seen.add(after)
                found.append(after)
    return found


def leaves_of(nodes: list[Any]) -> list[torch.Tensor]:
    """The leaves at which these nodes end."""
    return [node.variable for node in nodes if type(node) is _LEAF_NODE]


def reach(root: torch.Tensor, leaves: set[int]) -> bool:
    """True where the root's graph ends in exactly these leaves, by identity."""
    found: set[int] = set()
    seen: set[Any] = {None}
    waiting: list[Any] = [root.grad_fn]
    for node in waiting:
        for after, _ in node.next_functions:
            if after not in seen:
                seen.add(after)
                if type(after) is _LEAF_NODE:
                    found.add(id(after.variable))
                else:
                    waiting.append(after)
    return found == leaves


def slopes_of(root: torch.Tensor, leaves: list[torch.Tensor]) -> list[torch.Tensor | None]:
    """The derivative of this very loss, whatever backward is then asked for.

    What the gradient is held against.
    """
    if root.numel() != 1:
        return [None for _ in leaves]
    try:
        return [*torch.autograd.grad(root, leaves, torch.ones_like(root), retain_graph=True, allow_unused=True)]
    except UNREADABLE:  # a graph that was spent before, say: backward itself will say so
        return [None for _ in leaves]


def asked_for(
    leaves: list[torch.Tensor], returned: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> list[torch.Tensor | None]:
    """The gradient of each leaf.

    Where backward leaves it, on the leaf, or as grad returns it, in the order asked for.
    """
    if returned is None:
        return [leaf.grad for leaf in leaves]
    asked = kwargs.get("inputs", args[1] if len(args) > 1 else ())
    asked = [asked] if isinstance(asked, torch.Tensor) else list(asked)
    by_leaf = {id(leaf): gradient for leaf, gradient in zip(asked, returned, strict=False)}
    return [by_leaf.get(id(leaf)) for leaf in leaves]


def data_of(frame: FrameType) -> list[tuple[str, torch.Tensor]]:
    """The caller's tensors that are neither parameters nor made from them.

    X, X, y as they stand in the loop.

    Those that its code names come first, attributes of its own objects among them: a whole notebook holds many others.
    """
    code, held = frame.f_code, dict(frame.f_locals)
    named = {*code.co_names, *code.co_varnames, *code.co_cellvars, *code.co_freevars}
    owners = [
        held[name] for name in held if name in named and not isinstance(held[name], (torch.Tensor, torch.nn.Module))
    ]
    attributes = [item for owner in owners for item in attributes_of(owner) if item[0] in named]
    own = [item for item in held.items() if item[0] in named]
    others = [item for item in held.items() if item[0] not in named]
    tensors = [(name, value) for name, value in (*own, *attributes, *others) if isinstance(value, torch.Tensor)]
    return [(name, value) for name, value in tensors if not value.requires_grad and value.numel() > 1][:MOST_DATA]


def attributes_of(owner: object) -> list[tuple[str, Any]]:
    """The attributes of an object; none where it will not say."""
    try:
        return list(object.__getattribute__(owner, "__dict__").items())
    except Exception:  # noqa: BLE001 - a student's object may answer with anything
        return []


def yhat_of(names: Mapping[str, Any], found: Mapping[str, torch.Tensor]) -> torch.Tensor | None:
    """The caller's yhat among the values on the graph.

    By name, or else the last of them; of a loss cut off from it, by name.
    """
    several = [value for value in found.values() if value.numel() > 1]
    if not found:
        held = {name: names[name] for name in _YHAT_NAMES if isinstance(names.get(name), torch.Tensor)}
        found = {name: value for name, value in held.items() if value.grad_fn is not None}
    named = next((found[name] for name in _YHAT_NAMES if name in found), None)
    return named if named is not None else several[-1] if several else None


def unnamed_on_graph(nodes: list[Any]) -> list[torch.Tensor]:
    """Values on the graph that the caller need not have named, nearest the loss first."""
    found: list[torch.Tensor] = []
    for node in nodes:
        with suppress(*UNREADABLE):
            (first, _), *_ = node.next_functions
            saved = getattr(node, "_saved_self", None) if first is not None else None  # else it is data
            values = _product(node), saved, getattr(node, "_saved_result", None)
            found += [
                value.detach()
                for value in values
                if isinstance(value, torch.Tensor) and 1 < value.numel() <= MOST_NUMBERS
            ]
    return found


def _product(node: Any) -> torch.Tensor | None:
    """The value of a matrix product, made anew: autograd keeps its factors alone."""
    factors = _FACTORS.get(type(node).__name__)
    if factors is None:
        return None
    parts = [
        getattr(node, f"_saved_{name}", None) if after is None else _leaf(after)
        for name, (after, _) in zip(factors, node.next_functions, strict=True)
    ]
    known = [part for part in parts if isinstance(part, torch.Tensor)]
    if len(known) < len(parts):
        return None
    *added, left, right = known
    product = left @ right
    return product + added[0] if added else product


def _leaf(node: Any) -> torch.Tensor | None:
    """A parameter as it enters a product, turned over or not."""
    if type(node).__name__ == "TBackward0":
        ((inner, _),) = node.next_functions
        found = _leaf(inner)
        return None if found is None else found.T
    return node.variable.detach() if type(node) is _LEAF_NODE else None


def on_graph(names: Mapping[str, Any], nodes: list[Any]) -> dict[str, torch.Tensor]:
    """The caller's variables and attributes that the loss was made from.

    A name is no evidence.
    """
    made_from = {*nodes[1:]}
    held = list(names.items())
    owners = [value for name, value in held if name == "self" or isinstance(value, torch.nn.Module)]
    held += [item for owner in owners for item in attributes_of(owner)]
    return {n: v for n, v in held if isinstance(v, torch.Tensor) and v.grad_fn is not None and v.grad_fn in made_from}
