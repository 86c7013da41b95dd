"""A limit in seconds → the end of this process, its stack in a file."""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import TextIO

GRACE = 2.0
"""Seconds after which the stack is read without the interpreter's lock: C code may hold that for ever."""


class TimeLimit:
    """A watch over the main thread, started and stopped around each piece of work.

    A thread of its own reads the stack while it holds the interpreter's lock: read without it, as faulthandler does, the
    student's frames may be missing.
    """

    def __init__(self, stack: TextIO) -> None:
        self._stack = stack
        self._changed = threading.Condition()
        self._ends: float | None = None
        threading.Thread(target=self._watch, daemon=True).start()

    def start(self, seconds: float) -> None:
        """Give the work that begins now so much time."""
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=self._stack)
        self._set(time.monotonic() + seconds)

    def stop(self) -> None:
        """Let whatever comes next take its time."""
        self._set(None)
        faulthandler.cancel_dump_traceback_later()

    def _set(self, ends: float | None) -> None:
        with self._changed:
            self._ends = ends
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while self._ends is None or self._ends > time.monotonic():
                self._changed.wait(None if self._ends is None else max(0.0, self._ends - time.monotonic()))
            main = sys._current_frames().get(threading.main_thread().ident or 0)  # noqa: SLF001 - the one way to see it
            self._stack.write("".join(["Timeout\n", *_lines(main)]))
            self._stack.flush()
            os._exit(1)


def _lines(frame: FrameType | None) -> Iterator[str]:
    """The innermost call first, written as faulthandler writes it."""
    while frame is not None:
        file = frame.f_code.co_filename.encode("ascii", "backslashreplace").decode()
        yield f'  File "{file}", line {frame.f_lineno} in {frame.f_code.co_name}\n'
        frame = frame.f_back
