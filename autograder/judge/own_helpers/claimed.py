"""A helper's inputs, as a tape tells them → what our own function may be given.

Whoever owns a child writes there what they like, and the solution's function runs in the judge's process: it would open a word
as a file or an address, and a giant would fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import zip_longest
from math import prod
from typing import Any

import torch

from autograder.model import Value
from autograder.recorder.describe import revive
from autograder.recorder.helper_calls import tensors_in

LARGEST, SMALLEST = 4096, 1e-4
"""Of a number, and the largest of a tensor's sizes, where the call itself was not given such a one."""
MOST_TOGETHER = 2**22
_PLACE = re.compile(r"[/\\\\:~]|\.\w")
"""What every file in another folder, every file with an ending and every address has in its name."""
_CONTAINERS = {"NoneType", "list", "tuple", "dict", "set", "frozenset"}
_NUMBERS = {"bool", "int", "float", "complex"}


def claimed(value: Value, given: Iterable[object]) -> Any:
    """The value by content.

    `given`: what the call itself was given. Raises LookupError for a word, a giant or a number next to nothing that is not
    among it, and for what has no content.
    """
    own = [*given]
    plain = {one for one in own if isinstance(one, str | int | float | complex)}
    sizes = {size for one in own if isinstance(one, torch.Tensor) for size in one.shape}
    waiting = [value]
    for one in waiting:
        if not _is_harmless(one, plain, sizes):
            raise LookupError(one.type)
        waiting += one.items
    return revive(value)


def fit_beside(given: Iterable[object], own: Iterable[object]) -> None:
    """Refuse tensors that make a giant together.

    Raises LookupError where, broadcast, they come to more than few, and to more than the call's `own`.
    """
    if _together(given) > max(MOST_TOGETHER, _together(own)):
        raise LookupError("a giant")


def _together(values: Iterable[object]) -> int:
    """The elements of what these tensors would come to, broadcast; no nets."""
    tensors = [one for value in values if not isinstance(value, torch.nn.Module) for one in tensors_in(value)]
    sizes = zip_longest(*(reversed(one.shape) for one in tensors), fillvalue=1)
    return prod(max(1, *each) for each in sizes)


def claimed_return(value: Value, given: Iterable[object]) -> Any:
    """Revive the value that a helper is said to have given back.

    Of numbers, whatever a wrong one comes to. Raises LookupError for a word that may name a place and is not among what is `given`, and for what has no content.
    """
    known = {one for one in given if isinstance(one, str)}
    waiting = [value]
    for one in waiting:
        if one.type == "str" and one.text not in known and _PLACE.search(one.text):
            raise LookupError(one.type)
        if not one.dtype and one.type not in _CONTAINERS | {"str"}:
            raise LookupError(one.type)
        waiting += one.items
    return revive(value)


def _is_harmless(value: Value, plain: Collection[object], sizes: Collection[int]) -> bool:
    if value.type == "str":
        return value.text in plain
    if not value.dtype:
        return value.type in _CONTAINERS
    if value.type in _NUMBERS:
        number = revive(value)
        return number in plain or number == 0 or SMALLEST <= abs(number) <= LARGEST
    return all(size <= LARGEST or size in sizes for size in value.shape)
