"""A folder → a tick each time a student saves one of its files."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.student.work import is_work

EVERY = 0.4  # seconds


def saved(folder: Path, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield after a file of code came, changed or went, once it lies still; for ever."""
    before = _stamps(folder)
    while True:
        sleep(EVERY)
        now = _stamps(folder)
        if now == before:
            continue
        while (after := _settled(folder, sleep)) != now:
            now = after
        before = now
        yield


def _settled(folder: Path, sleep: Callable[[float], None]) -> dict[str, tuple[int, int]]:
    sleep(EVERY / 4)
    return _stamps(folder)


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Time and size of each file. One that goes while we look is gone."""
    found = {}
    for path in folder.iterdir():
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        if is_work(path):
            found[path.name] = (stat.st_mtime_ns, stat.st_size)
    return found
