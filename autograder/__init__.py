"""Auto-grading assignments for a first deep-learning course, exact to the epoch.

In a notebook: `from autograder import check`, then `check("mse")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.student.notebook import check as check

__all__ = ["check"]


def __getattr__(name: str) -> object:
    """`check` brings torch and pytest along: only a notebook waits for them."""
    if name != "check":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from autograder.student.notebook import check  # noqa: PLC0415 - torch and pytest

    return check
