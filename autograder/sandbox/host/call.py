"""One payload to a running server → the Transcript of the child that took it, and whether the server is to be trusted further."""

from __future__ import annotations

import math
import os
import secrets
import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import Ending, Limits
from autograder.sandbox.channel import NONCE_BYTES
from autograder.sandbox.host.listen import Listener
from autograder.sandbox.host.patience import START_SECONDS, Patience
from autograder.sandbox.host.reel import Doubt, Reel
from autograder.sandbox.order import Order, nameless

if TYPE_CHECKING:
    from autograder.sandbox.host.launch import Running

_MEGABYTE, _KILOBYTE = 1 << 20, 1 << 10


@dataclass(frozen=True, slots=True)
class Transcript:
    """What came out of one child. Frames that arrived before a death are kept; `detail` is for the operator.

    `stamps`: when each frame was there, and at last the child's end, by the clock of this process.
    """

    frames: tuple[bytes, ...]
    ending: Ending
    printed: bytes = b""
    detail: str = ""
    stamps: tuple[float, ...] = ()
    cpu_seconds: float = 0.0
    memory_mb: float = 0.0


@dataclass(frozen=True, slots=True)
class Call:
    """What one child is given: the module whose perform() it calls, the payload, and what it may use."""

    entry: str
    payload: bytes
    limits: Limits
    overall_seconds: float


def make(call: Call, running: Running) -> tuple[Transcript, Doubt]:
    """Have a child do it, and listen until it is dead."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    cpu_seconds = math.ceil(call.overall_seconds) + 1
    order = Order(entry=call.entry, nonce=nonce, cpu_seconds=cpu_seconds, limits=call.limits)
    reel = Reel(nonce, call.limits.tape_mb * _MEGABYTE)
    with ExitStack() as near:
        tape, printed, line = _send(running, order.pack(call.payload), near)
        now = time.monotonic()
        patience = Patience(call.limits.wall_seconds, now + call.overall_seconds, now + START_SECONDS)
        listener = Listener(tape, printed, line, reel, call.limits.printed_kb * _KILOBYTE, cpu_seconds, patience)
        judged = listener.hear()
    came, cost = (tuple(reel.frames), judged.ending, bytes(listener.words), judged.detail), listener.used
    return Transcript(*came, tuple(listener.stamps), *cost), judged.doubt


def _send(running: Running, packed: bytes, near: ExitStack) -> tuple[int, int, socket.socket]:
    """The near ends of the child's pipes, which `near` will close; the far ends are the child's alone."""
    with ExitStack() as far:
        tape, far_tape = _pipe(near, far)
        printed, far_printed = _pipe(near, far)
        line, far_line = (side.enter_context(end) for side, end in zip((near, far), socket.socketpair(), strict=True))
        order = nameless(packed)
        far.callback(os.close, order)
        running.call(order, far_tape, far_printed, far_line.fileno())
    return tape, printed, line


def _pipe(near: ExitStack, far: ExitStack) -> tuple[int, int]:
    read, write = os.pipe()
    near.callback(os.close, read)
    far.callback(os.close, write)
    return read, write
