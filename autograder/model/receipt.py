"""Receipts, and how one compares with the work on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograder.model.grade import Grade


class Issuer(StrEnum):
    """Maker of a receipt."""

    STUDENT = "student"  # on the student's own machine, whose clock proves nothing
    COURSE = "course"  # which signed it


class Signature(StrEnum):
    """How far a receipt can be believed."""

    GENUINE = "genuine"  # the course signed just this
    NONE = "none"  # the student's own machine made it, and it claims no more than that
    FORGED = "forged"  # it claims to be the course's, and the course did not sign it


@dataclass(frozen=True, slots=True)
class Receipt:
    """Claim that a student's work, by digest, was here at a time.

    Proof of it where the course signed.

    `files`: name → SHA-256 of its code; `signature`: the course's, over all the rest.
    """

    student: str
    week: str
    digest: str
    files: Mapping[str, str]
    at: datetime
    issuer: Issuer = Issuer.STUDENT
    signature: str = ""
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
        """The marks rest on the very work of the receipt."""
        return {self.student, self.week, self.digest, *self.files.values()} == {ReceiptMatch.SAME}


@dataclass(frozen=True, slots=True)
class Regraded:
    """Work graded once more: points before and after, and how far the two agree."""

    before: float
    after: float
    same: bool  # every byte of the marks
    same_version: bool  # of the week and of the grader


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """A receipt compared with the record, and with work handed over just now."""

    record: Verification | None  # against the work on record that is nearest
    grade: Grade | None  # the standing grade, where it rests on the work of the receipt
    given: Verification | None  # against the work that was handed over just now
    signature: Signature = Signature.NONE

    @property
    def holds(self) -> bool:
        """True where the marks rest on the very work of a receipt that nobody altered."""
        genuine = self.signature is not Signature.FORGED
        return genuine and self.grade is not None and (self.given is None or self.given.holds)
