"""Frames → bytes on a pipe → frames: length, kind, content. Anything else is not a tape."""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import TYPE_CHECKING

from autograder.errors import ChannelError

if TYPE_CHECKING:
    from collections.abc import Iterator

NONCE_BYTES = 16
_HEAD = struct.Struct("<IB")
_COUNT = struct.Struct("<I")


class Kind(IntEnum):
    """What a frame is for. CONFINED comes before the student's first byte, END after the last frame."""

    CONFINED = 1
    FRAME = 2
    END = 3
    UNCONFINED = 4  # the walls could not be put up: ours
    ESCAPED = 5  # an exception left the recorder: ours, unless memory ran out


def frame(kind: Kind, content: bytes) -> bytes:
    """One frame as it travels."""
    return _HEAD.pack(len(content), kind) + content


def ending(nonce: bytes, count: int) -> bytes:
    """The content of an END frame: who was asked, and how many frames came before."""
    return nonce + _COUNT.pack(count)


def frames(pending: bytearray, room: int) -> Iterator[tuple[Kind, bytes]]:
    """Take the whole frames off the front of `pending`; refuse one whose content is over `room` bytes."""
    while len(pending) >= _HEAD.size:
        size, number = _HEAD.unpack_from(pending)
        if number not in Kind.__members__.values():
            raise ChannelError(f"a frame of kind {number}")
        if size > room:
            raise ChannelError(f"a frame of {size} bytes where {room} were left")
        if len(pending) < _HEAD.size + size:
            return
        content = bytes(pending[_HEAD.size : _HEAD.size + size])
        del pending[: _HEAD.size + size]
        yield Kind(number), content
