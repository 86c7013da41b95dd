"""A helper's inputs, as a tape tells them → what our own function may be given.

Whoever owns a child writes there what they like, and the solution's function runs in the judge's process: it would open a word
as a file or an address, and a giant would fill the memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import torch

from autograder.model import Value
from autograder.recorder.describe import revive

LARGEST, SMALLEST = 4096, 1e-4
"""Of a number, and the largest of a tensor's sizes, where the call itself was not given such a one."""
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


def _is_harmless(value: Value, plain: Collection[object], sizes: Collection[int]) -> bool:
    if value.type == "str":
        return value.text in plain
    if not value.dtype:
        return value.type in _CONTAINERS
    if value.type in _NUMBERS:
        number = revive(value)
        return number in plain or number == 0 or SMALLEST <= abs(number) <= LARGEST
    return all(size <= LARGEST or size in sizes for size in value.shape)
