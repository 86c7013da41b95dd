"""A student's names of parameters → those of another program.

`l1.weight` and `first.weight` are one parameter where its place, or else its shape and numbers, say so. Which names are a
student's own to give shows in what a driver writes down: `dict(net.named_parameters())`, a state dict, a net itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from autograder.judge.loops import paired
from autograder.model import Tape, Value

Same = Callable[[Value, Value], bool]
PARAMETER = "Parameter"
STATE = "OrderedDict"
_DICTS = {"dict", STATE}


def with_names_of(theirs: Tape, mine: Tape, same: Same) -> Tape:
    """My tape by the other's names of parameters, as far as these can be paired."""
    mine = paired(mine, theirs)
    known: dict[str, str] = {}
    returned = mine.returned and _named(mine.returned, theirs.returned, same, known)
    seen = {name: _named(value, theirs.seen.get(name), same, known) for name, value in mine.seen.items()}
    if not known:
        return mine
    return replace(
        mine,
        returned=returned and _renamed(returned, theirs.returned, known),
        seen={name: _renamed(value, theirs.seen.get(name), known) for name, value in seen.items()},
    )


def _named(own: Value, other: Value | None, same: Same, known: dict[str, str]) -> Value:
    """The value, its nets' parameters by the other's names.

    `known` learns them.
    """
    if other is None or len(own.items) != len(other.items):
        return own
    if not are_nets(own, other):
        items = zip(own.items, other.items, strict=True)
        return replace(own, items=tuple(_named(a, b, same, known) for a, b in items)) if own.items else own
    mine, theirs = (dict(zip(value.names, value.items, strict=True)) for value in (own, other))
    if {*mine} == {*theirs} and all(same(value, theirs[name]) for name, value in mine.items()):
        return own
    names = dict(_pairs(mine, theirs, same))
    for name, right in names.items():
        known.setdefault(name, right)
    return replace(own, names=tuple(names.get(name, name) for name in own.names))


def are_nets(own: Value, other: Value) -> bool:
    """True of two nets, or of two dicts of parameters.

    Whatever their classes are called.
    """
    dicts = [value.type in _DICTS for value in (own, other)]
    alike = own.type == other.type or not any(dicts)
    return alike and _is_net(own) and _is_net(other)


def _is_net(value: Value) -> bool:
    """True of parameters by name, and of a state dict."""
    tensors = all(item.type in {PARAMETER, "Tensor"} for item in value.items)
    owned = value.type == STATE or any(item.type == PARAMETER for item in value.items)
    return bool(value.items) and bool(value.names) and tensors and (owned or all("." in name for name in value.names))


def _pairs(own: Mapping[str, Value], other: Mapping[str, Value], same: Same) -> Iterator[tuple[str, str]]:
    """Each of mine with one of the other's.

    Place by place, or wherever the numbers are the same.
    """
    if len(own) != len(other):
        return
    in_order = list(zip(own, other, strict=True))
    if all(same(own[name], other[place]) for name, place in in_order):
        yield from in_order
        return
    free = [*other]
    found: list[tuple[str, str]] = []
    for name, value in own.items():
        alike = (one for one in sorted(free, key=lambda one: _last(one) != _last(name)) if same(value, other[one]))
        if (first := next(alike, None)) is None:
            return
        free.remove(first)
        found.append((name, first))
    yield from found


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _renamed(own: Value, other: Value | None, known: Mapping[str, str]) -> Value:
    """The value, its keys and texts that are the name of a parameter the other's."""
    if other is None or len(own.items) != len(other.items):
        return own
    if own.type == "str" and own.text != other.text:
        return replace(own, text=known.get(own.text, own.text))
    if own.items:
        items = zip(own.items, other.items, strict=True)
        own = replace(own, items=tuple(_renamed(a, b, known) for a, b in items))
    return own if {*own.names} == {*other.names} else replace(own, names=tuple(known.get(n, n) for n in own.names))
