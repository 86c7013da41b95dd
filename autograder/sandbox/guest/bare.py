"""A payload that is Python source → run as it stands, `emit` at hand. For the self-test, the doctor and our own tests."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def warm() -> None:
    """Nothing to warm."""


def perform(payload: bytes, emit: Callable[[bytes], None]) -> None:
    """Run the source; what it raises is printed, as the recorder would keep it."""
    try:
        exec(compile(payload, "payload.py", "exec"), {"__name__": "__main__", "emit": emit})
    except BaseException:
        traceback.print_exc()
