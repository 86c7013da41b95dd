"""A library's names → a number that every write to them changes.

CPython numbers all writes to all dicts, each by a number of its own (PEP 509), up to 3.13. Elsewhere there is none, and the
names themselves are read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from ctypes import c_uint64
from functools import partial
from gc import get_referents
from typing import Any

_LAST = (3, 13)
_PLACE = object.__basicsize__ + 8
"""Of the number in a dict, behind its length."""


def writes_to(library: Any) -> Callable[[], int] | None:
    """The number of the last write to a module's names, or a class's, whenever asked.

    Nothing of it can be replaced: it is memory that is read. The library is to live as long.
    """
    return writes_in(_dict_of(library))


def writes_in(space: dict[str, Any]) -> Callable[[], int] | None:
    """The number of the last write to a dict, whenever asked."""
    return _number_in(space) if IS_NUMBERED else None


def _number_in(space: dict[str, Any]) -> Callable[[], int]:
    number = memoryview((c_uint64 * 1).from_address(id(space) + _PLACE)).cast("B").cast("Q")
    return partial(number.__getitem__, 0)


def _dict_of(library: Any) -> dict[str, Any]:
    """The dict itself; of a class Python hands out a view alone."""
    found = vars(library)
    return found if type(found) is dict else next(one for one in get_referents(found) if type(one) is dict)


def _is_numbered() -> bool:
    """True where each way to write gives a new number, and reading none."""
    if sys.implementation.name != "cpython" or sys.version_info[:2] > _LAST:
        return False
    space: dict[str, Any] = {"a": None}
    number = _number_in(space)
    seen = [number()]
    for write in (
        lambda: space.update(a=1),
        lambda: space.__setitem__("a", 2),
        lambda: space.setdefault("b", 3),
        lambda: space.pop("b"),
        lambda: exec("a = 4", space),  # noqa: S102 - as a module's own code writes
        space.clear,
    ):
        write()
        seen.append(number())
        if [*space.items()] and number() != seen[-1]:
            return False
    return len({*seen}) == len(seen)


IS_NUMBERED = _is_numbered()
