"""Tape × key → Verdict → Mark. The only room with answers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.judge.comparison import Tolerance, close
    from autograder.judge.plugin import Found
    from autograder.judge.tolerances import keep_tolerances, stale_tolerances
    from autograder.judge.verdict import Judge

__all__ = ["Found", "Judge", "Tolerance", "close", "keep_tolerances", "stale_tolerances"]

_HOMES = {
    "Found": "plugin",
    "Judge": "verdict",
    "Tolerance": "comparison",
    "close": "comparison",
    "keep_tolerances": "tolerances",
    "stale_tolerances": "tolerances",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    from importlib import import_module  # noqa: PLC0415

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"autograder.judge.{_HOMES[name]}"), name)
