"""Python values ↔ `Value`: by content, capped, never pickled.

Arrays are raw little-endian bytes.
"""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from autograder.model import Fault, Value
from autograder.recorder.wire import ITEM_BYTES

MOST_BYTES = 4_000_000
MOST_INPUT_BYTES = 32_000_000
"""Of an array that is handed over: ten thousand images of 28 × 28 in single precision."""
MOST_ITEMS = 256
MOST_TEXT = 400
DEEPEST = 6

as_it_is = torch._C.DisableTorchFunction  # noqa: SLF001
"""A context in which a tensor is what it is, whatever mode stands around it or subclass speaks for it."""

_name_of = type.__dict__["__name__"].__get__
_NUMBERS = {bool: "bool", int: "int64", float: "float64", complex: "complex128"}


def describe(value: object, depth: int = 0, *, most: int = MOST_BYTES) -> Value:
    """The value by content, arrays up to so many bytes.

    Whatever has no content we know, or none to be read, keeps its type's name and a capped repr.
    """
    try:
        return _described(value, depth, most)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a student's object, or torch's own stand-in for a tensor, may answer with anything
        return _opaque(value)


def _described(value: object, depth: int, most: int) -> Value:
    kind = type(value)
    if isinstance(value, torch.Tensor):
        return _tensor(value, most)
    if kind in _NUMBERS:
        return _number(value, kind.__name__, _NUMBERS[kind])
    if isinstance(value, np.ndarray | np.generic):
        return _array(value, most)
    if value is None or isinstance(value, str):
        return Value(type=kind.__name__, text="" if value is None else words(value)[:MOST_TEXT])
    if depth >= DEEPEST:
        return _opaque(value)
    return _compound(value, depth + 1, most)


def revive(value: Value) -> Any:  # noqa: PLR0911 - whatever was described, a kind a return
    """The value again.

    Tensors, arrays, numbers, strings, None, lists, tuples and dicts. A tensor with `graph` requires grad.
    """
    match value.type:
        case "NoneType":
            return None
        case "str":
            return value.text
        case "list":
            return [revive(item) for item in value.items]
        case "tuple":
            return tuple(revive(item) for item in value.items)
        case "set" | "frozenset":
            return frozenset(revive(item) for item in value.items)
        case "dict":
            return {name: revive(item) for name, item in zip(value.names, value.items, strict=True)}
    if not value.dtype:
        return value
    if value.type in {"bool", "int", "float", "complex"}:
        return tensor(value).item()
    if value.type == "ndarray":
        return tensor(value).numpy()
    return tensor(value).requires_grad_(value.graph)


def tensor(value: Value) -> torch.Tensor:
    """The numbers of a Value as a fresh tensor of its own dtype and shape, detached."""
    dtype = getattr(torch, value.dtype)
    if not value.data:
        return torch.empty(value.shape, dtype=dtype)
    return torch.frombuffer(bytearray(value.data), dtype=dtype).reshape(value.shape)


def describe_rows(rows: torch.Tensor, most: int = MOST_BYTES) -> Value:
    """A tensor by content, up to so many bytes; by its shape beyond."""
    return _tensor(rows, most)


def _tensor(value: torch.Tensor, most: int = MOST_BYTES) -> Value:
    with as_it_is():
        plain = torch.Tensor.detach(value)
        name, shape = str(plain.dtype).removeprefix("torch."), tuple(plain.shape)
        if plain.layout != torch.strided or name not in ITEM_BYTES or plain.nbytes > most:
            return Value(type=type_name(value), shape=shape, text=f"{name} of {plain.numel()} elements")
        bits = plain.view(torch.int16) if plain.dtype == torch.bfloat16 else plain  # which numpy does not have
        data, graph = bits.numpy(force=True).tobytes(), bool(value.requires_grad)
    return Value(type=type_name(value), dtype=name, shape=shape, data=data, graph=graph)


def _array(value: np.ndarray | np.generic, most: int) -> Value:
    array = np.ascontiguousarray(value).reshape(np.shape(value))
    if array.dtype.name not in ITEM_BYTES or array.nbytes > most:
        return Value(
            type=type_name(value), shape=array.shape, text=f"{array.dtype} of {array.size} elements"[:MOST_TEXT]
        )
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    return Value(type=type_name(value), dtype=array.dtype.name, shape=array.shape, data=little.tobytes())


def _number(value: Any, name: str, dtype: str) -> Value:
    try:
        return Value(type=name, dtype=dtype, data=np.array(value, dtype=dtype).tobytes())
    except OverflowError:
        return Value(type=name, text=f"a number of {value.bit_length()} bits")


def _compound(value: object, depth: int, most: int) -> Value:
    for known, parts in _PARTS.items():
        if isinstance(value, known):
            names, items = parts(value)
            described = tuple(describe(item, depth, most=most) for item in items[:MOST_ITEMS])
            return Value(
                type=type_name(value), items=described, names=tuple(words(str(name)) for name in names[:MOST_ITEMS])
            )
    for base in type(value).__mro__:
        foreign = _FOREIGN.get(f"{base.__module__}.{base.__qualname__}")
        if foreign is not None:
            names, items = foreign(value)
            return Value(
                type=base.__name__,
                items=tuple(describe(item, depth, most=most) for item in items[:MOST_ITEMS]),
                names=tuple(words(str(name)) for name in names[:MOST_ITEMS]),
                text=_short(value),
            )
    return _opaque(value)


def words(text: str) -> str:
    """A text as it can travel.

    A plain string, whatever its class, without the halves of characters that UTF-8 has no bytes for.
    """
    return str.encode(text, "utf-8", "backslashreplace").decode()


def type_name(value: object) -> str:
    """The name of a value's class as Python keeps it, whatever its metaclass answers."""
    return _name_of(type(value))


def _opaque(value: object) -> Value:
    return Value(type=type_name(value), text=_short(value))


def _short(value: object) -> str:
    if type(value).__repr__ is object.__repr__:
        return f"<{words(type(value).__name__)} object>"  # its address differs from run to run
    try:
        return words(repr(value))[:MOST_TEXT]
    except Exception:  # noqa: BLE001 - a student's __repr__ may do anything
        return ""


_Parts = tuple[Sequence[Any], Sequence[Any]]


def _mapping(value: Mapping[Any, Any]) -> _Parts:
    return list(value), list(value.values())


def _sequence(value: Iterable[Any]) -> _Parts:
    return (), list(value)


def in_order(value: Iterable[Any]) -> list[Any]:
    """The members of a set: numbers by size, then all else by what it says."""

    def key(one: Any) -> tuple[bool, float, str]:
        number = isinstance(one, int | float)
        return not number, float(one) if number else 0.0, repr(one)

    return sorted(value, key=key)


def _set(value: Iterable[Any]) -> _Parts:
    return (), in_order(value)


def _module(value: torch.nn.Module) -> _Parts:
    named = dict(value.named_parameters())
    return list(named), list(named.values())


def _optimizer(value: torch.optim.Optimizer) -> _Parts:
    """Every group's options, then its parameters.

    Groups beyond the first have their number before the name.
    """
    names: list[str] = []
    items: list[Any] = []
    for number, group in enumerate(value.param_groups):
        before = f"{number}." if number else ""
        for name, item in group.items():
            names.append(f"{before}{name}")
            items.append(list(item) if name == "params" else item)
    return names, items


def _frame(value: Any) -> _Parts:
    return list(value.columns), [value[name].to_numpy() for name in value.columns]


def _axes(value: Any) -> _Parts:
    """Drawn things: `line` (2, n) a line, `points` (2, n) a collection."""
    lines = [np.array([line.get_xdata(), line.get_ydata()], dtype=float) for line in value.get_lines()]
    points = [np.asarray(found.get_offsets(), dtype=float).T for found in value.collections]
    return ["line"] * len(lines) + ["points"] * len(points), [*lines, *points]


_PARTS: dict[Any, Callable[[Any], _Parts]] = {
    Mapping: _mapping,
    (list, tuple): _sequence,
    (set, frozenset): _set,
    torch.nn.Module: _module,
    torch.optim.Optimizer: _optimizer,
}
_FOREIGN: dict[str, Callable[[Any], _Parts]] = {
    "pandas.DataFrame": _frame,
    "pandas.core.frame.DataFrame": _frame,
    "matplotlib.axes._axes.Axes": _axes,
}


def fault(error: BaseException) -> Fault:
    """An exception as data: the line is the innermost one in the student's own files."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in linecache.cache]
    own = [frame for frame in own if linecache.cache[frame.filename][1:2] == (None,)]
    line = own[-1].lineno if own else getattr(error, "lineno", 0)
    file = own[-1].filename if own else getattr(error, "filename", "")
    return Fault(type_name(error), _message(error), words(str(file or "")), line if isinstance(line, int) else 0)


def _message(error: BaseException) -> str:
    try:
        return words(str(error))[:4000]
    except Exception:  # noqa: BLE001 - a student's __repr__ may do anything
        return ""
