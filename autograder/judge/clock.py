"""The processor time that judging one submission may take.

Past it a person looks, and the class goes on.

Asked wherever judging does something once an epoch or once a known mistake. Running the solution and the known mistakes
for the first time is nobody's: it is done once for a class, and not counted.
"""

from __future__ import annotations

import ctypes
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Lock, Thread, get_ident

from autograder.errors import OverBudgetError

MOST_SECONDS = 60.0
MOST_BYTES = 3 << 30
"""So much more memory may a call of our own take, given what a tape claims."""
BETWEEN = 0.01
"""Seconds by the wall from one look at the processor's time to the next: the kernel takes long to add it up."""
_TELL_AGAIN, _MOST_TOLD = 0.5, 5
"""Seconds, and times: what is called may catch it."""
_BYTECODES = 100
"""Turns of a loop of nothing, in which what was told is raised at the latest."""
_raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
_raise_in.argtypes = (ctypes.c_ulong, ctypes.py_object)


@dataclass(slots=True)
class JudgingClock:
    """The time left for one submission, in seconds of this process's CPU.

    A busy machine costs no marks.
    """

    seconds: float = field(default_factory=lambda: MOST_SECONDS)
    began: float = field(default_factory=time.process_time)
    paused: int = 0
    looked: float = 0.0

    def check(self) -> None:
        """Raise OverBudgetError where the time is over."""
        now = time.monotonic()
        if self.paused or now - self.looked < BETWEEN:
            return
        self.looked = now
        if time.process_time() - self.began > self.seconds:
            raise OverBudgetError(
                f"judging this submission takes more than {self.seconds:g} seconds; look at its loops and their sizes"
            )

    @property
    def left(self) -> float:
        """Seconds until the time is over."""
        return self.seconds - (time.process_time() - self.began)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """End the block with its time, and bound its memory.

        Raises OverBudgetError. For calls of our own functions with what a tape claims: nobody asks for time or size within them.
        """
        self.check()
        thread, over = get_ident(), Condition()
        running = [True]

        def wait() -> None:
            with over:
                told = 0
                while running and told < _MOST_TOLD:
                    if not self.paused and self.left <= 0:
                        _raise_in(thread, OverBudgetError)
                        told += 1
                    over.wait(max(self.left, _TELL_AGAIN))

        watching = Thread(target=wait, daemon=True)
        watching.start()
        try:
            with _little_memory():
                yield
        finally:
            running.clear()
            # what was told too late is raised here: one that is taken back leaves Python 3.11 looking for it
            with suppress(OverBudgetError):
                with over:
                    over.notify()
                watching.join()
                for _ in range(_BYTECODES):
                    pass
        self.check()

    @contextmanager
    def not_counted(self) -> Iterator[None]:
        """For the length of the block, time stands still."""
        before = time.process_time()
        self.paused += 1
        try:
            yield
        finally:
            self.paused -= 1
            if not self.paused:
                self.began += time.process_time() - before


_bounding = Lock()


@contextmanager
def _little_memory() -> Iterator[None]:
    """Refuse memory beyond so many bytes more: torch and Python raise there."""
    if not _bounding.acquire(blocking=False):
        yield  # the block around this one does it
        return
    try:
        before, hard = resource.getrlimit(resource.RLIMIT_AS)
        with suppress(OSError, ValueError):  # no such file, or no such limit, on this system
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
            most = pages * resource.getpagesize() + MOST_BYTES
            if before == resource.RLIM_INFINITY or most < before:
                resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        try:
            yield
        finally:
            with suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_AS, (before, hard))
    finally:
        _bounding.release()
