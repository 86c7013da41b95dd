"""Reports → a database: marks that can be resumed, explained, decided upon, regraded and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.record.basis import Basis, Cause, Change, touched
from autograder.record.decision import Decision, Matter, Signed
from autograder.record.moves import CheckMoved, Moved, moved
from autograder.record.pieces import basis
from autograder.record.policy import Because, Facts, Final, Ground, Lateness, final, how_late, why
from autograder.record.publication import Board, News, Publication
from autograder.record.receipt import Match, Receipt, Verification, from_json, receipt, to_json, verify
from autograder.record.regrade import Changes, compare, regrade

if TYPE_CHECKING:
    from autograder.record.store import Event, Store

__all__ = [
    "Basis",
    "Because",
    "Board",
    "Cause",
    "Change",
    "Changes",
    "CheckMoved",
    "Decision",
    "Event",
    "Facts",
    "Final",
    "Ground",
    "Lateness",
    "Match",
    "Matter",
    "Moved",
    "News",
    "Publication",
    "Receipt",
    "Signed",
    "Store",
    "Verification",
    "basis",
    "compare",
    "final",
    "from_json",
    "how_late",
    "moved",
    "receipt",
    "regrade",
    "to_json",
    "touched",
    "verify",
    "why",
]


def __getattr__(name: str) -> object:
    """The store brings SQLAlchemy along: only those who open one wait for it."""
    if name in {"Event", "Store"}:
        from autograder.record import store  # noqa: PLC0415

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
