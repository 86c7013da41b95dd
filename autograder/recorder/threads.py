"""A call that has returned → no thread of its own that still runs.

Whoever searches memory breaks what is written down there: so a call's threads end before it is described.
"""

from __future__ import annotations

import ctypes
import sys
import sysconfig
import time
from collections.abc import Iterable
from pathlib import Path
from threading import get_ident

from autograder.errors import ThreadRunningError

_SECONDS = 0.3
_LOOK = 0.001
_TELL_AGAIN = 0.05
_IDLE_LOOKS = 10
_IDLE_SECONDS = 0.0005
"""Of processor time, between two looks: whoever takes less sleeps, and ends as soon as it wakes."""
_LIBRARIES = tuple({sys.base_prefix, sys.prefix, *sysconfig.get_paths().values(), str(Path(__file__).parents[2])})

_frames = sys._current_frames  # noqa: SLF001 - the threads there are, which threading may be made to hide
_raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
_raise_in.argtypes = (ctypes.c_ulong, ctypes.py_object)


def living() -> frozenset[int]:
    """All threads of Python but the one that asks."""
    return frozenset(_frames()) - {get_ident()}


def end_since(before: Iterable[int]) -> None:
    """Raise SystemExit in every new thread until it ends or sleeps; `before` stay.

    ThreadRunningError: one catches it and runs on.
    """
    known, idle, used = frozenset(before), 0, 0.0
    told: dict[int, float] = {}
    deadline = time.monotonic() + _SECONDS
    while (new := living() - known) and idle < _IDLE_LOOKS:
        for thread in new:
            if time.monotonic() > told.get(thread, 0.0) + _TELL_AGAIN:  # one that is ending is left to end
                _raise_in(thread, SystemExit)
                told[thread] = time.monotonic()
        now = sum(map(_processor_seconds, new))
        idle, used = (idle + 1 if now - used < _IDLE_SECONDS else 0), now
        if time.monotonic() > deadline:
            raise ThreadRunningError("a thread was still running when the function had returned")
        time.sleep(_LOOK)


def any_of_a_student() -> bool:
    """Tell whether a thread runs code that is in no library."""
    own = get_ident()
    return any(_is_foreign(frame) for thread, frame in _frames().items() if thread != own)


def _is_foreign(frame: object) -> bool:
    while frame is not None:
        if not frame.f_code.co_filename.startswith((*_LIBRARIES, "<frozen ")):  # type: ignore[attr-defined]
            return True
        frame = frame.f_back  # type: ignore[attr-defined]
    return False


def _processor_seconds(thread: int) -> float:
    """Seconds that a living thread has used; 0 where that cannot be asked."""
    try:
        return time.clock_gettime(time.pthread_getcpuclockid(thread))
    except (AttributeError, OSError):
        return 0.0
