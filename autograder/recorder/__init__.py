"""Sources and probes → tapes, beside student code.

Knows no answer, and may be read by anyone.
"""

from __future__ import annotations

from collections.abc import Callable


def warm() -> None:
    """Import and use once what student code is likely to need, before the fork."""
    from autograder.recorder.performing import warm  # noqa: PLC0415 - torch, only where it is used

    warm()


def perform(payload: bytes, emit: Callable[[bytes], None]) -> None:
    """Load the work in `payload`, and make every call it lists.

    `emit` gets one frame for each that begins and ends.
    """
    from autograder.recorder.performing import perform  # noqa: PLC0415 - torch, only where it is used

    perform(payload, emit)
