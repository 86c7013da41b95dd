"""Everything that goes between grader, server and child.

Isolation layers, requests, frames, death reports ⇄ bytes.

The only module of the host's side that a child holds too. It knows no course, and starts nothing.
"""

from __future__ import annotations

import os
import struct
import tempfile
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

import msgspec

from autograder.errors import ChannelError, TapeFullError
from autograder.model import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

NONCE_BYTES = 16
SIZE = struct.Struct("<I")
"""Of a ServerConfig, before it."""
REPORT = struct.Struct("<iqq")
"""About a child, from the server: wait status, microseconds of CPU, kilobytes at most."""
ALIVE = -1
"""Instead of a wait status: the child lives, has used so much CPU time, and waited so many microseconds for it."""

_HEAD = struct.Struct("<IB")
_COUNT = struct.Struct("<I")
_PIECE = 1 << 20


class Isolation(StrEnum):
    """FULL is CORE and namespaces around the server and around each child.

    CORE is limits, seccomp and Landlock.
    """

    FULL = "full"
    CORE = "core"
    TRUSTED_ONLY = "trusted-only"


class Wall(StrEnum):
    """One thing that layers are made of, which a test can leave out."""

    DESCRIPTORS = "descriptors"
    ENVIRONMENT = "environment"
    LANDLOCK = "Landlock"
    LIMITS = "limits"
    NETWORK = "network"
    PRIVILEGES = "privileges"
    SECCOMP = "seccomp"


@dataclass(frozen=True, slots=True)
class Layers:
    """Isolation layers.

    Bubblewrap around the server, namespaces around each child, CORE around each child.

    `without` leaves walls out, to see that something then comes through; what is left is no isolation.
    """

    bubblewrap: bool
    namespaces: bool
    core: bool = True
    without: frozenset[Wall] = frozenset()

    def __str__(self) -> str:
        named = (("bubblewrap", self.bubblewrap), ("namespaces", self.namespaces), ("seccomp and Landlock", self.core))
        said = ", ".join(name for name, stands in named if stands) or "limits alone"
        return f"{said}, without {', '.join(sorted(self.without))}" if self.without else said

    def leaving_out(self, *walls: Wall) -> Layers:
        """The same layers without these walls: for tests, which take each away."""
        return replace(self, without=self.without | {*walls})

    def has(self, wall: Wall) -> bool:
        """Tell whether this wall of CORE stands."""
        return self.core and wall not in self.without

    @property
    def isolation(self) -> Isolation:
        """The level these layers may be called."""
        if not self.core or self.without:
            return Isolation.TRUSTED_ONLY
        return Isolation.FULL if self.bubblewrap and self.namespaces else Isolation.CORE


TRUSTED_ONLY = Layers(bubblewrap=False, namespaces=False, core=False)
STRONGEST_FIRST = (
    Layers(bubblewrap=True, namespaces=True),
    Layers(bubblewrap=True, namespaces=False),
    Layers(bubblewrap=False, namespaces=False),
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Folders.

    Where a child works, where its data files are, and one of the server's own that no child sees.
    """

    work: str
    data: str
    own: str


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """Sent to a server when it starts. Paths are those seen from inside its layers."""

    layers: Layers
    warm: str  # the module whose warm() is called before the first child
    uid: int | None  # whose privileges to take on, where the server starts as root
    readable: tuple[str, ...]  # what Landlock lets a child read
    workspace: Workspace
    tasks: int  # tasks the kernel counts against the child before it starts any
    seccomp: bytes  # the program


@dataclass(frozen=True, slots=True)
class ChildRequest:
    """Sent to one child.

    The module whose perform() is called, the nonce its END must carry, the limits.
    """

    entry: str
    nonce: bytes
    cpu_seconds: int
    limits: Limits

    def pack(self, payload: bytes) -> bytes:
        """The request's length, the request, the payload.

        The child reads the payload only once confined.
        """
        request = msgspec.json.encode(self)
        return SIZE.pack(len(request)) + request + payload


def read_request(descriptor: int) -> ChildRequest:
    """Read the request and leave the payload unread."""
    (size,) = SIZE.unpack(os.read(descriptor, SIZE.size))
    return msgspec.json.decode(os.read(descriptor, size), type=ChildRequest)


def read_payload(descriptor: int) -> bytes:
    """Read what follows the request, to its end."""
    pieces = []
    while piece := os.read(descriptor, _PIECE):
        pieces.append(piece)
    return b"".join(pieces)


def anonymous_file(content: bytes) -> int:
    """Open a file without a name that holds this content, to be read from its start."""
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


class FrameKind(IntEnum):
    """CONFINED comes before the student's first byte, END after the last frame."""

    CONFINED = 1
    FRAME = 2
    END = 3
    UNCONFINED = 4  # a layer could not be put up: ours
    ESCAPED = 5  # an exception left the recorder: ours, unless memory ran out


def frame(kind: FrameKind, content: bytes) -> bytes:
    """One frame as it travels: length, kind, content."""
    return _HEAD.pack(len(content), kind) + content


def ending(nonce: bytes, count: int) -> bytes:
    """The content of an END frame: who was asked, and how many frames came before."""
    return nonce + _COUNT.pack(count)


def frames(pending: bytearray, room: int) -> Iterator[tuple[FrameKind, bytes]]:
    """Take the whole frames off the front of `pending`.

    Refuse one whose content is over `room` bytes.
    """
    while len(pending) >= _HEAD.size:
        size, number = _HEAD.unpack_from(pending)
        if number not in FrameKind.__members__.values():
            raise ChannelError(f"a frame of kind {number}")
        if size > room:
            raise TapeFullError(f"a frame of {size} bytes where {room} were left")
        if len(pending) < _HEAD.size + size:
            return
        content = bytes(pending[_HEAD.size : _HEAD.size + size])
        del pending[: _HEAD.size + size]
        yield FrameKind(number), content
