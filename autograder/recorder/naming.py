"""Parameters → their names.

From what was handed in, the modules that hold them, the caller's variables.

A tensor has one holder and a path within it: (`G`, `0.weight`). The shortest form that tells all of them apart is the
name, alike for all: `weight` of a net with one layer, `0.weight` of a deeper one, `G.0.weight` wherever there are two nets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch

from autograder.recorder.graph import attributes_of

MOST_HELD = 4096
MOST_ITEMS = 64
_NESTED = 3
_LIBRARIES = {"torch", "numpy", "builtins", "pandas", "matplotlib", "collections", "_io"}


@dataclass(frozen=True)
class HeldParameter:
    """A parameter, the variable that holds it and its path in there.

    "" for a variable of its own.
    """

    holder: str
    path: str
    value: torch.Tensor

    @property
    def full(self) -> str:
        """Holder and path."""
        return ".".join(part for part in (self.holder, self.path) if part)


def handed(values: Iterable[tuple[str, Any]], known: Mapping[str, Any]) -> dict[str, torch.Tensor]:
    """Name the parameters among what is handed to a function.

    `known` are the names we have for these values.
    """
    found: dict[int, HeldParameter] = {}
    for name, value in values:
        for one in held_in(_known(value, known) or name, value, known):
            found.setdefault(id(one.value), one)
    return dict(zip(short([*found.values()]), (one.value for one in found.values()), strict=True))


def short(found: list[HeldParameter]) -> list[str]:
    """The shortest names that tell these apart.

    By the last part, by path, or by holder and path; of two nets always so, since a check asks for one of them.
    """
    nets = {one.holder for one in found if one.path}
    layers = {one.path.rpartition(".")[0] for one in found if one.path}
    forms: list[Callable[[HeldParameter], str]] = [lambda one: one.full]
    if len(nets) <= 1:
        forms.insert(0, lambda one: one.path or one.holder)
    if len(nets) == 1 and len(layers) == 1:
        forms.insert(0, lambda one: one.path.rpartition(".")[2] or one.holder)
    tried = ([form(one) for one in found] for form in forms)
    return next((names for names in tried if len({*names}) == len(names)), apart([one.full for one in found]))


def apart(names: list[str]) -> list[str]:
    """The names, those that were there before with their place behind them."""
    return [name if names.index(name) == place else f"{name}.{place}" for place, name in enumerate(names)]


def held_in(name: str, value: Any, known: Mapping[str, Any], depth: int = 0) -> Iterator[HeldParameter]:
    """The parameters that a value is or holds, in the order it holds them."""
    if isinstance(value, torch.Tensor):
        if value.requires_grad and value.is_leaf:
            yield HeldParameter(name, "", value)
    elif isinstance(value, torch.nn.Module):
        yield from (HeldParameter(name, path, parameter) for path, parameter in _parameters(value))
    elif depth < _NESTED:
        for key, item in _items(value):
            own = _known(item, known)
            for one in held_in(own or key, item, known, depth + 1):
                yield one if own else HeldParameter(name, one.full, one.value)


def callers(leaves: list[torch.Tensor], spaces: Iterable[Mapping[str, Any]]) -> dict[int, HeldParameter]:
    """Where the caller holds these leaves, by identity.

    The first variable that is or holds each of them, in its order.
    """
    wanted = {*map(id, leaves)}
    found: dict[int, HeldParameter] = {}
    for space in spaces:
        held = [*space.items()]
        for name, value in sorted(held, key=lambda item: not isinstance(item[1], torch.Tensor)):
            if name.startswith("__"):
                continue
            for one in held_in("" if name == "self" else name, value, {}):
                if id(one.value) in wanted:
                    found.setdefault(id(one.value), one)
            if len(found) == len(wanted):
                return found
    return found


@dataclass(frozen=True)
class Stand:
    """A handed parameter that a leaf of the code's own stands for.

    And how the leaf's numbers are laid in its shape.
    """

    name: str
    shape: torch.Size
    turned: bool = False

    def in_its_shape(self, value: torch.Tensor) -> torch.Tensor:
        """The numbers as the handed parameter has them."""
        if value.shape == self.shape or value.numel() != self.shape.numel():
            return value
        return value.T if self.turned else value.reshape(self.shape)


def stands(leaves: list[torch.Tensor], free: Mapping[str, torch.Tensor]) -> dict[int, Stand]:
    """The handed parameters that leaves of the code's own stand for.

    By their numbers, or else by shape alone.
    """
    found: dict[int, Stand] = {}
    left = dict(free)
    for similarity in (_equal, _turned, _relaid, _alike, _turned_alike, _alone):
        for leaf in leaves:
            if id(leaf) in found:
                continue
            name = similarity(leaf.detach(), left)
            if name:
                shape = left.pop(name).shape
                found[id(leaf)] = Stand(name, shape, turned=similarity in {_turned, _turned_alike})
    return found


def _equal(leaf: torch.Tensor, left: Mapping[str, torch.Tensor]) -> str:
    return next((n for n, v in left.items() if v.shape == leaf.shape and torch.equal(v.detach(), leaf)), "")


def _turned(leaf: torch.Tensor, left: Mapping[str, torch.Tensor]) -> str:
    if not _is_matrix(leaf):
        return ""
    return next((n for n, v in left.items() if v.shape == leaf.T.shape and torch.equal(v.detach(), leaf.T)), "")


def _relaid(leaf: torch.Tensor, left: Mapping[str, torch.Tensor]) -> str:
    flat = leaf.reshape(-1)
    return next((n for n, v in _rows(leaf, left) if torch.equal(v.detach().reshape(-1), flat)), "")


def _alike(leaf: torch.Tensor, left: Mapping[str, torch.Tensor]) -> str:
    return next((n for n, v in left.items() if v.shape == leaf.shape), "")


def _turned_alike(leaf: torch.Tensor, left: Mapping[str, torch.Tensor]) -> str:
    found = [n for n, v in left.items() if _is_matrix(leaf) and v.shape == leaf.T.shape]
    return found[0] if len(found) == 1 else ""


def _alone(leaf: torch.Tensor, left: Mapping[str, torch.Tensor]) -> str:
    found = [n for n, _ in _rows(leaf, left)]
    return found[0] if len(found) == 1 else ""


def _is_matrix(leaf: torch.Tensor) -> bool:
    return leaf.ndim == 2 and min(leaf.shape) > 1  # noqa: PLR2004 - of rows and columns


def _rows(leaf: torch.Tensor, left: Mapping[str, torch.Tensor]) -> Iterator[tuple[str, torch.Tensor]]:
    """Those of as many numbers, all in one row or column."""
    for name, value in left.items():
        if value.numel() == leaf.numel() and max(value.shape, default=1) == value.numel():
            yield name, value


def _parameters(net: torch.nn.Module) -> Iterable[tuple[str, torch.Tensor]]:
    try:
        return [(path, value) for path, value in net.named_parameters() if isinstance(value, torch.Tensor)][:MOST_HELD]
    except Exception:  # noqa: BLE001 - a student's own net may answer with anything
        return []


def _items(value: Any) -> list[tuple[str, Any]]:
    """The parts of a list, a mapping or an object of the student's own, by name."""
    try:
        if type(value) in {list, tuple}:
            return [(str(place), item) for place, item in enumerate(value[:MOST_ITEMS])]
        if type(value) is dict:
            return [(str(name), item) for name, item in [*value.items()][:MOST_ITEMS]]
        room = str(type(value).__module__).partition(".")[0]
        return [] if room in _LIBRARIES or isinstance(value, type) else attributes_of(value)[:MOST_ITEMS]
    except Exception:  # noqa: BLE001 - a student's object may answer with anything
        return []


def _known(value: Any, known: Mapping[str, Any]) -> str:
    return next((name for name, one in known.items() if one is value), "")
