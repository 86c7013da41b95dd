"""An order and three descriptors, in a fresh child → confinement, the student's work, END, no return."""

from __future__ import annotations

import contextlib
import importlib
import os
import random
import signal
import sys
import tempfile
import traceback
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

from autograder.sandbox.channel import Kind, ending, frame
from autograder.sandbox.guest import confine, kernel
from autograder.sandbox.guest.confine import PAYLOAD, TAPE, Cell
from autograder.sandbox.order import Order, read_payload

if TYPE_CHECKING:
    from autograder.sandbox.isolation import Walls

_LONGEST_REASON = 4000


def live(order: Order, cell: Cell, walls: Walls) -> NoReturn:
    """Put up the walls, then do the work. The descriptors PAYLOAD and TAPE are in place."""
    try:
        _confine(cell, walls)
    except BaseException:
        _leave(frame(Kind.UNCONFINED, _reason()))
    _write(frame(Kind.CONFINED, b""))
    _work(order)


def _confine(cell: Cell, walls: Walls) -> None:
    if walls.namespaces:
        confine.enter_namespaces(cell)
    kernel.die_with_parent()
    if not walls.core:
        with contextlib.suppress(OSError, ValueError):
            confine.set_limits(cell)
        return
    confine.set_limits(cell)
    confine.seal(cell, write=(cell.work,) if walls.namespaces else ())


def _work(order: Order) -> NoReturn:
    count = 0

    def emit(content: bytes) -> None:
        nonlocal count
        _write(frame(Kind.FRAME, content))
        count += 1

    try:
        payload = read_payload(PAYLOAD)
        os.close(PAYLOAD)
        importlib.import_module(order.entry).perform(payload, emit)
        sys.stdout.flush()
    except Exception:
        _leave(frame(Kind.ESCAPED, _reason()))
    _leave(frame(Kind.END, ending(order.nonce, count)))


def settle(work: str) -> None:
    """What a fork must not share with its parent: its streams, its signals, its group, its folder, its random numbers."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    sys.stdin = sys.__stdin__ = TextIOWrapper(BufferedReader(FileIO(0, closefd=False)), "utf-8")
    sys.stdout = sys.__stdout__ = _lines(1)
    sys.stderr = sys.__stderr__ = _lines(2)
    os.environ["TMPDIR"] = work
    tempfile.tempdir = None
    random.seed(0)


def _lines(descriptor: int) -> TextIOWrapper:
    """By lines, so that what was printed before a sudden death is there."""
    raw = FileIO(descriptor, "w", closefd=False)
    return TextIOWrapper(BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True)


def _write(travelling: bytes) -> None:
    """A tape that cannot be written is one the student closed, or one that nobody reads any more."""
    left = memoryview(travelling)
    try:
        while left:
            left = left[os.write(TAPE, left) :]
    except OSError:
        os._exit(1)


def _leave(last: bytes) -> NoReturn:
    """Without the interpreter's farewell: no atexit, no __del__, no waiting for threads."""
    _write(last)
    os._exit(0)


def _reason() -> bytes:
    error, _, _ = sys.exc_info()
    name = error.__name__ if error else ""
    return f"{name}\n{traceback.format_exc(limit=-4)}"[:_LONGEST_REASON].encode(errors="backslashreplace")
