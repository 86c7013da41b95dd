"""A limit in seconds → the end of this process, its stack in a file.

In a kernel, which lives on: an error in the code.
"""

from __future__ import annotations

import _thread
import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TextIO

GRACE, LOCKED = 2.0, 4.0
"""Seconds, and times its seconds, that work has more until its stack is read without the interpreter's lock.

C code may hold that for ever. On a busy machine the watch itself waits to be run.
"""

AT_MOST = 20.0
"""So many times its seconds may work take while others hold the processor: waiting for it is not the code's."""
BUSY_MARK = " on a busy machine"


def _waited() -> float:
    """Seconds that the main thread stood ready for a processor; 0 if unknown."""
    try:
        return int(Path(f"/proc/self/task/{os.getpid()}/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


class TimeLimit:
    """A watch over the main thread, started and stopped around each piece of work.

    A thread of its own reads the stack while it holds the interpreter's lock: read without it, as faulthandler does, the
    student's frames may be missing.
    """

    def __init__(self, stack: TextIO) -> None:
        self._stack = stack
        self._changed = threading.Condition()
        self._ends: float | None = None
        self._seconds = self._began = self._waited = 0.0
        threading.Thread(target=self._watch, daemon=True).start()

    def start(self, seconds: float) -> None:
        """Give the work that begins now so much time."""
        self._read_without_lock(seconds + LOCKED * seconds)
        self._seconds, self._began, self._waited = seconds, time.monotonic(), _waited()
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
                if self._ends is not None and self._ends <= time.monotonic():
                    self._prolong()
            main = sys._current_frames().get(threading.main_thread().ident or 0)  # noqa: SLF001 - the one way to see it
            busy = self._longer() > time.monotonic()
            self._stack.write("".join([f"Timeout{BUSY_MARK if busy else ''}\n", *_lines(main)]))
            self._stack.flush()
            os._exit(1)

    def _longer(self) -> float:
        """The end, had nothing else run on this machine."""
        return self._began + self._seconds + _waited() - self._waited

    def _prolong(self) -> None:
        """Give back the time that the work stood waiting for a processor."""
        ends = min(self._longer(), self._began + AT_MOST * self._seconds)
        if ends > time.monotonic():
            self._read_without_lock(ends - time.monotonic() + LOCKED * self._seconds)
            self._ends = ends

    def _read_without_lock(self, seconds: float) -> None:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=self._stack)


class TimeIsUpError(BaseException):
    """Raised in code that ran too long.

    No `except Exception` of a student's catches it.
    """


class KernelLimit:
    """A watch over the main thread of a process that has to live on.

    It interrupts as Ctrl-C does, again and again until the code has ended. In other threads nothing is watched.
    """

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._stopped.set()
        self._sent = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Take interrupts for a while; a student's own goes on as before."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.getsignal(signal.SIGINT)

        def interrupted(number: int, frame: FrameType | None) -> None:
            if self._sent:
                self._sent = False
                if not self._stopped.is_set():
                    raise TimeIsUpError
            elif callable(before):
                before(number, frame)

        signal.signal(signal.SIGINT, interrupted)
        try:
            yield
        finally:
            self.stop()
            signal.signal(signal.SIGINT, before)

    def start(self, seconds: float) -> None:
        """Give the work that begins now so much time."""
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, args=(self._stopped, seconds), daemon=True).start()

    def stop(self) -> None:
        """Let whatever comes next take its time."""
        self._stopped.set()

    def _watch(self, stopped: threading.Event, seconds: float) -> None:
        while not stopped.wait(seconds):
            self._sent, seconds = True, _AGAIN
            _interrupt_main()


_AGAIN = 0.5
"""Seconds after which code that took no notice is interrupted once more."""


def _interrupt_main() -> None:
    """As Ctrl-C would; a real signal, where there are any, wakes a sleep as well."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()


def _lines(frame: FrameType | None) -> Iterator[str]:
    """The innermost call first, written as faulthandler writes it."""
    while frame is not None:
        file = frame.f_code.co_filename.encode("ascii", "backslashreplace").decode()
        yield f'  File "{file}", line {frame.f_lineno} in {frame.f_code.co_name}\n'
        frame = frame.f_back
