"""A recorded value → its numbers, for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from autograder.model import Value

Array = NDArray[np.float64]
_BRAIN = "bfloat16"


def numbers_of(value: Value) -> Array:
    """The numbers of a Value: raw little-endian bytes, as float64.

    Of complex ones, the real part.
    """
    if value.dtype == _BRAIN:  # the upper half of a float32, which numpy has no name for
        halves = np.frombuffer(value.data, dtype="<u2").astype("<u4") << 16
        return halves.view("<f4").reshape(value.shape).astype(np.float64)
    kind = np.dtype(value.dtype).newbyteorder("<")
    return np.frombuffer(value.data, dtype=kind).reshape(value.shape).real.astype(np.float64)
