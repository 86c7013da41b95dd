"""What is asked of a server, and of one child ⇄ bytes. The server starts from a Plan; each child from an Order and its payload."""

from __future__ import annotations

import os
import struct
import tempfile
from dataclasses import dataclass

import msgspec

from autograder.model import Limits
from autograder.sandbox.isolation import Walls

_SIZE = struct.Struct("<I")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Places:
    """Folders: where a child works, where its data files are, and one of the server's own that no child sees."""

    work: str
    data: str
    own: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a server stands behind and serves. Paths are those seen from inside its walls."""

    walls: Walls
    warm: str  # the module whose warm() is called before the first child
    uid: int | None  # whom to become, where the server starts as root
    readable: tuple[str, ...]  # what Landlock lets a child read
    places: Places | None  # None where the server makes its own and lays `files` in them
    tasks: int  # tasks the kernel counts against the child before it starts any
    files: tuple[tuple[str, int], ...]  # data files to lay: name, descriptor
    seccomp: bytes  # the program


@dataclass(frozen=True, slots=True)
class Order:
    """What one child is to do: the module whose perform() is called, the nonce its END must carry, the limits."""

    entry: str
    nonce: bytes
    cpu_seconds: int
    limits: Limits

    def pack(self, payload: bytes) -> bytes:
        """The order's length, the order, the payload: the child reads the payload only behind its walls."""
        order = msgspec.json.encode(self)
        return _SIZE.pack(len(order)) + order + payload


def read_order(descriptor: int) -> Order:
    """Read the order and leave the payload unread."""
    (size,) = _SIZE.unpack(os.read(descriptor, _SIZE.size))
    return _ORDERS.decode(os.read(descriptor, size))


def read_payload(descriptor: int) -> bytes:
    """Read what follows the order, to its end."""
    pieces = []
    while piece := os.read(descriptor, _PIECE):
        pieces.append(piece)
    return b"".join(pieces)


_ORDERS = msgspec.json.Decoder(Order)


def nameless(content: bytes) -> int:
    """A descriptor of a file without a name, holding this content, read from its start."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("autograder")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
