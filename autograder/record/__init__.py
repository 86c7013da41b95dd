"""Reports → a database: marks that can be resumed, explained, decided upon, regraded and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.record.store import Store

__all__ = ["Store"]


def __getattr__(name: str) -> object:
    """The store brings SQLAlchemy along: only those who open one wait for it."""
    if name == "Store":
        from autograder.record.store import Store  # noqa: PLC0415

        return Store
    raise AttributeError(name)
