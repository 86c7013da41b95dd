"""An error of a name, an attribute or a call → what was meant.

A name nearly the same, or a thing that is somebody else's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from autograder.lint.syntax import OTHER_NAMES, as_seen, as_typed, without_hangul
from autograder.model import Difference, Kind, LintFinding
from autograder.text import nearest

Parameters = Mapping[str, tuple[str, ...]]
"""The parameters of each exercise, in order, as the handout has them."""
TORCH = [
    "abs",
    "arange",
    "backward",
    "cat",
    "clone",
    "data",
    "detach",
    "exp",
    "flatten",
    "float",
    "float32",
    "from_numpy",
    "grad",
    "item",
    "linspace",
    "log",
    "manual_seed",
    "matmul",
    "max",
    "mean",
    "min",
    "mm",
    "nn",
    "no_grad",
    "normal",
    "numpy",
    "ones",
    "optim",
    "pow",
    "randn",
    "requires_grad",
    "reshape",
    "shape",
    "sigmoid",
    "sqrt",
    "square",
    "squeeze",
    "stack",
    "std",
    "sum",
    "tensor",
    "tolist",
    "transpose",
    "unsqueeze",
    "view",
    "zero_",
    "zero_grad",
    "zeros",
    "step",
    "parameters",
    "named_parameters",
]
"""Names of torch's that this course uses."""

_TENSOR_METHODS = [
    name
    for name in TORCH
    if name not in {"nn", "optim", "no_grad", "manual_seed", "step", "parameters", "named_parameters", "zero_grad"}
]
_NET = ["weight", "bias", "parameters", "named_parameters", "zero_grad", "state_dict", "forward", "train", "eval"]
_OPTIMISER = ["step", "zero_grad", "state_dict", "param_groups"]
_FUNCTIONAL = [
    "mse_loss",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "sigmoid",
    "relu",
    "softmax",
    "linear",
]
_OPTIMISERS = ("SGD", "Adam", "AdamW", "RMSprop", "Adagrad")
_LAYERS = (
    *("Linear", "Sequential", "Module", "ReLU", "Sigmoid", "Dropout", "Conv2d", "MaxPool2d", "Flatten"),
    *("MSELoss", "BCELoss", "BCEWithLogitsLoss", "CrossEntropyLoss"),
)
_OWNERS: Mapping[str, Sequence[str]] = {
    "module 'torch.optim": _OPTIMISERS,
    "module 'torch.nn.functional'": _FUNCTIONAL,
    "module 'torch.nn'": _LAYERS,
    "module 'torch": TORCH,
    "module 'numpy": TORCH,
    "'Tensor' object": _TENSOR_METHODS,
    "'Linear' object": _NET,
    "'Sequential' object": _NET,
    **{f"'{name}' object": _OPTIMISER for name in _OPTIMISERS},
}
"""What an owner of attributes has, by how Python's message begins to speak of it."""
_HOMES = {"torch.optim": _OPTIMISERS, "torch.nn": _LAYERS, "torch.nn.functional": _FUNCTIONAL}
_ALIASES = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    **{name: f"import {name}" for name in ("torch", "math", "random", "numpy", "pandas")},
}
"""Libraries by the names that courses give them."""
_STEPS = frozenset({"loss", "yhat", "y_hat", "yh", "optimizr", "optimizer"})
"""Names of what a step computes, so that it is missing where nothing has them."""
_OPERAND = re.compile(
    r"unsupported operand type\(s\).*'(?:function|Linear|Sequential|\w*[Nn]et\w*|type)'|'function' object"
)
_OF_A_NET = re.compile(r"'(?:Linear|Sequential|\w*Net|SGD|Adam|function)' object")
_OF_VALUES = ("TypeError", "ValueError", "RuntimeError")
"""Errors that a function raises which is given what it cannot use."""
_FOREIGN = re.compile(r"\b(?P<library>np|numpy|math)\.(?P<name>\w+)\(")


def undefined(difference: Difference) -> str:
    """The name that an error calls undefined; "" of any other."""
    return _between(_told(difference), "name '", "' is not defined")


def import_failed(imports: Iterable[ast.stmt], difference: Difference) -> Iterator[LintFinding]:
    """Find a name that is not defined although an import stands there for it.

    The library is not there.
    """
    name = undefined(difference)
    for node in imports if name else ():
        match node:
            case ast.Import(names=names):
                library = [one.name for one in names if (one.asname or one.name).partition(".")[0] == name]
            case ast.ImportFrom(module=module, names=names) if module:
                library = [module for one in names if (one.asname or one.name) == name]
            case _:
                continue
        yield from (LintFinding("import_failed", one, name, line=difference.line) for one in library)


def misnamed(node: ast.FunctionDef, difference: Difference, known: Iterable[str]) -> Iterator[LintFinding]:
    """A name, or an attribute of torch's, that is nearly one there is.

    Or that is somebody else's.
    """
    text = _told(difference)
    name = undefined(difference)
    if name:
        yield from _misspelt(name, node, difference, known)
    attribute = _between(text, "has no attribute '", "'")
    if attribute:
        yield from _no_attribute(attribute, text, difference)


def _misspelt(name: str, node: ast.FunctionDef, difference: Difference, known: Iterable[str]) -> Iterator[LintFinding]:
    inside = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    there = sorted({*parameters(node), *inside, *known} - {name})
    alike = [one for one in there if read_alike(one) == read_alike(name)]
    twin = next((one for one in there if as_seen(one) == as_seen(name)), "")
    if twin:
        foreign = next(letter for one in (name, twin) for letter in one if as_seen(letter) != letter)
        written = name if foreign in name else twin
        yield LintFinding("foreign_letter", written, f"{foreign} (U+{ord(foreign):04X})", line=difference.line)
    elif name in OTHER_NAMES:
        yield LintFinding("other_language", name, OTHER_NAMES[name], line=difference.line)
    elif bare := without_hangul(name, [*there, *_ALIASES]):
        yield LintFinding("korean_left", name, bare, line=difference.line)
    elif typed := as_typed(name, [*there, *TORCH]):
        yield LintFinding("korean_keyboard", name, typed[0], line=difference.line)
    elif name in _ALIASES:
        yield LintFinding("not_imported", name, _ALIASES[name], line=difference.line)
    elif name in _TENSOR_METHODS and not alike:
        yield LintFinding("misspelt_name", name, f"torch.{name}", line=difference.line)
    near_by = alike or nearest(name, there)
    if name in _STEPS and not near_by:
        yield LintFinding("never_computed", name, line=difference.line)
    for near in near_by[:1]:
        yield LintFinding("misspelt_name", name, near, line=difference.line)


def _no_attribute(attribute: str, text: str, difference: Difference) -> Iterator[LintFinding]:
    """Find what has just this, or what its owner has that is nearly this."""
    if attribute == "backward" and _OF_A_NET.search(text):
        yield LintFinding("backward_of_loss", line=difference.line)
        return
    owner, names = next(((owner, names) for owner, names in _OWNERS.items() if owner in text), ("", ()))
    if not names:
        return
    there = [one for one in names if one != attribute]
    alike = [one for one in there if one.casefold() == attribute.casefold()]
    alike = alike or [one for one in there if one.startswith(f"{attribute}_")]
    if (
        not alike
        and owner.startswith("module")
        and (home := next((home for home, own in _HOMES.items() if attribute in own), ""))
    ):
        yield LintFinding("of_another_module", attribute, f"{home}.{attribute}", line=difference.line)
    elif owner == "'Tensor' object" and attribute in {*_OPTIMISER, *_NET}:
        yield LintFinding("not_of_a_tensor", attribute, line=difference.line)
    for near in (alike or nearest(attribute, there))[:1]:
        yield LintFinding("misspelt_method", attribute, near, line=difference.line)


def foreign_function(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """`np.mean` or `math.exp` of a tensor, on the line that an error was raised on."""
    if difference.kind is not Kind.RAISED or not _told(difference).startswith(_OF_VALUES):
        return
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and each.lineno <= difference.line <= (each.end_lineno or 0):
            found = _FOREIGN.match(f"{ast.unparse(each.func)}(")
            if found and found["name"] in _TENSOR_METHODS:
                wrong, right = f"{found['library']}.{found['name']}", f"torch.{found['name']}"
                yield LintFinding("foreign_function", wrong, right, line=each.lineno)


def function_for_value(
    node: ast.FunctionDef, functions: Collection[str], difference: Difference
) -> Iterator[LintFinding]:
    """`y - yhat`, where yhat is a function that nothing has called; `y - net`."""
    if difference.kind is not Kind.RAISED or not _OPERAND.search(_told(difference)):
        return
    own = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    known = ({*functions} - {*parameters(node)}) | ({"net", "model"} & {*parameters(node)})
    for each in ast.walk(node):
        match each:
            case ast.BinOp(left=left, right=right):
                values = [left, right]
            case ast.Attribute(value=value):
                values = [value]
            case _:
                continue
        for value in values:
            if isinstance(value, ast.Name) and value.id in known - own:
                yield LintFinding("function_for_value", value.id, line=value.lineno)


def changed_parameters(node: ast.FunctionDef, asked: Parameters, difference: Difference) -> Iterator[LintFinding]:
    """Parameters in another order than the handout has them.

    Or others, where the call does not fit.
    """
    own, right = parameters(node), asked.get(node.name, ())
    if own == right or not right:
        return
    if sorted(own) == sorted(right):
        yield LintFinding("arguments_swapped", ", ".join(own), ", ".join(right), line=node.lineno)
    elif difference.kind is Kind.RAISED and re.search(
        rf"\b{re.escape(node.name)}\(\) (?:missing|takes|got)", _told(difference)
    ):
        yield LintFinding("parameters_changed", ", ".join(own), ", ".join(right), line=node.lineno)


def parameters(node: ast.FunctionDef) -> tuple[str, ...]:
    """The names of a function's parameters, in order."""
    return tuple(one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))


def read_alike(name: str) -> str:
    """A name as the eye takes it: `Ir` is `lr`."""
    return name.casefold().translate(str.maketrans("i10", "llo"))


def _told(difference: Difference) -> str:
    """The error as Python says it: its type, and its words."""
    return ": ".join(part for part in (difference.got, difference.note) if part)


def _between(text: str, before: str, after: str) -> str:
    _, found, rest = text.partition(before)
    return rest.partition(after)[0] if found and after in rest else ""
