"""A request and three descriptors, in a fresh child → confinement, work, END."""

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

from autograder.sandbox.guest import confine, kernel
from autograder.sandbox.guest.confine import PAYLOAD, TAPE, Confinement
from autograder.sandbox.protocol import ChildRequest, FrameKind, Wall, ending, frame, read_payload

if TYPE_CHECKING:
    from autograder.sandbox.protocol import Layers

_LONGEST_REASON = 4000


def run(request: ChildRequest, confinement: Confinement, layers: Layers) -> NoReturn:
    """Confine this process, then do the work.

    The descriptors PAYLOAD and TAPE are in place.
    """
    try:
        _confine(confinement, layers)
    except BaseException:  # noqa: BLE001 - whatever it is, no byte of a student's may be read now
        _leave(frame(FrameKind.UNCONFINED, _reason()))
    _write(frame(FrameKind.CONFINED, b""))
    _work(request)


def detach(work: str) -> None:
    """Share nothing with the parent.

    Streams, signals, group, folder and random numbers of one's own.
    """
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


def _confine(confinement: Confinement, layers: Layers) -> None:
    if layers.namespaces:
        confine.enter_namespaces(confinement)
    kernel.die_with_parent()
    if not layers.core:
        with contextlib.suppress(OSError, ValueError):
            confine.set_limits(confinement)
        return
    if layers.has(Wall.LIMITS):
        confine.set_limits(confinement)
    confine.lock_down(confinement, layers)


def _work(request: ChildRequest) -> NoReturn:
    count = 0

    def emit(content: bytes) -> None:
        nonlocal count
        _write(frame(FrameKind.FRAME, content))
        count += 1

    try:
        payload = read_payload(PAYLOAD)
        os.close(PAYLOAD)
        importlib.import_module(request.entry).perform(payload, emit)
        with contextlib.suppress(Exception):  # a student may have closed what it writes to
            sys.stdout.flush()
    except Exception:  # noqa: BLE001 - the recorder catches what students raise: this is ours
        _leave(frame(FrameKind.ESCAPED, _reason()))
    _leave(frame(FrameKind.END, ending(request.nonce, count)))


def _lines(descriptor: int) -> TextIOWrapper:
    """A stream flushed by lines: what was printed before a sudden death is there."""
    raw = FileIO(descriptor, "w", closefd=False)
    return TextIOWrapper(BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True)


def _write(travelling: bytes) -> None:
    """Write all of it, or exit.

    A tape that cannot be written was closed by the student, or nobody reads it any more.
    """
    left = memoryview(travelling)
    try:
        while left:
            left = left[os.write(TAPE, left) :]
    except OSError:
        os._exit(1)


def _leave(last: bytes) -> NoReturn:
    """Exit without the interpreter's farewell.

    No atexit, no __del__, no waiting for threads.
    """
    _write(last)
    os._exit(0)


def _reason() -> bytes:
    error, _, _ = sys.exc_info()
    name = error.__name__ if error else ""
    return f"{name}\n{traceback.format_exc(limit=-4)}"[:_LONGEST_REASON].encode(errors="backslashreplace")
