"""Receipts, and how one compares with the work on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a student's work, by digest, was here at a time.

    `files`: name → SHA-256 of its code.
    """

    student: str
    week: str
    digest: str
    files: Mapping[str, str]
    at: datetime
    format: int = 1


class ReceiptMatch(StrEnum):
    """Fate of one thing on a receipt."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"  # on the receipt, not in the work
    ADDED = "added"  # in the work, not on the receipt


@dataclass(frozen=True, slots=True)
class Verification:
    """A receipt compared with work.

    `came`: the work is on record as come by the time of the receipt.
    """

    student: ReceiptMatch
    week: ReceiptMatch
    digest: ReceiptMatch
    files: Mapping[str, ReceiptMatch]
    came: ReceiptMatch

    @property
    def holds(self) -> bool:
        """True for the very work that the receipt was given for, and nothing else."""
        return {self.student, self.week, self.digest, *self.files.values()} == {ReceiptMatch.SAME}
