"""Bytes of an array ↔ few bytes.

Shuffled by place value, as steps along its first axis or from an array like it.

Neighbouring floats, and the same quantity of two students, differ in their low bits alone. As integers in the order of
the numbers, their differences are small; byte by byte these compress well, where floats as they stand hardly do.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.files import zstd

Words = npt.NDArray[np.unsignedinteger[Any]]

CHECKED: dict[int, int] = {zstd.CompressionParameter.compression_level: 3, zstd.CompressionParameter.checksum_flag: 1}
"""Zstandard with a checksum that tells a damaged row."""

_HEAD = struct.Struct("<BBI")  # how, bytes a word, words a row
_FLOATS, _STEPS = 1, 2
_WIDTHS = {1: np.uint8, 2: np.uint16, 4: np.uint32, 8: np.uint64}


@dataclass(frozen=True, slots=True)
class ArrayLayout:
    """An array's bytes.

    Words of so many bytes, floats or whole numbers, so many to a row.

    Plain bytes by default.
    """

    width: int = 1
    floats: bool = False
    row: int = 0


def coded(content: bytes, layout: ArrayLayout = ArrayLayout(), base: bytes | None = None) -> bytes:
    """Compress in the way that gives fewest bytes, or as differences from a base."""
    if not _fits(content, layout):
        return _HEAD.pack(0, 1, 0) + zstd.compress(content, options=CHECKED)
    how, words = _FLOATS if layout.floats else 0, _words(content, layout)
    if base is not None:
        return _packed(how, layout, _folded(words - _words(base, layout)))
    steps = 0 < layout.row < len(words) and len(words) % layout.row == 0
    ways = [_packed(how, layout, words), _packed(how | _STEPS, layout, _stepped(words, layout.row)) if steps else b""]
    return min(filter(None, ways), key=len)


def decoded(packed: bytes, base: bytes | None = None) -> bytes:
    """The bytes that `coded` was given with the same base.

    Raises ZstdError where they were damaged.
    """
    how, width, row = _HEAD.unpack_from(packed)
    content = zstd.decompress(packed[_HEAD.size :])
    if width == 1:
        return content
    words = np.frombuffer(content, np.uint8).reshape(width, -1).T.copy().view(_WIDTHS[width])[:, 0]
    layout = ArrayLayout(width, bool(how & _FLOATS), row)
    if base is not None:
        words = _unfolded(words) + _words(base, layout)
    elif how & _STEPS:
        words = np.cumsum(_unfolded(words).reshape(-1, row), axis=0, dtype=words.dtype).reshape(-1)
    return (_by_value(words, back=True) if layout.floats else words).tobytes()


def _fits(content: bytes, layout: ArrayLayout) -> bool:
    return layout.width in _WIDTHS and layout.width > 1 and len(content) % layout.width == 0


def _packed(how: int, layout: ArrayLayout, words: Words) -> bytes:
    places = words.view(np.uint8).reshape(-1, layout.width).T.tobytes()
    return _HEAD.pack(how, layout.width, layout.row) + zstd.compress(places, options=CHECKED)


def _words(content: bytes, layout: ArrayLayout) -> Words:
    words: Words = np.frombuffer(content, _WIDTHS[layout.width])
    return _by_value(words) if layout.floats else words


def _by_value(words: Words, *, back: bool = False) -> Words:
    """Bits of floats as integers in the order of the numbers, and back."""
    sign = words.dtype.type(1 << (8 * words.itemsize - 1))
    negative = words < sign if back else words >= sign
    return np.where(negative, ~words, words ^ sign)


def _stepped(words: Words, row: int) -> Words:
    rows = words.reshape(-1, row)
    return _folded(np.concatenate([rows[:1], rows[1:] - rows[:-1]]).reshape(-1))


def _folded(words: Words) -> Words:
    """Small differences, above or below, as small numbers."""
    ones = words >> words.dtype.type(8 * words.itemsize - 1)
    return (words << words.dtype.type(1)) ^ (~ones + words.dtype.type(1))


def _unfolded(words: Words) -> Words:
    return (words >> words.dtype.type(1)) ^ (~(words & words.dtype.type(1)) + words.dtype.type(1))
