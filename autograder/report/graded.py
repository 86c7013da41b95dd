"""What this room needs to know of a student's week: a Report as it is, or as people and the late rule left it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Mark, Provenance, Status


class Graded(Protocol):
    """A Report satisfies it, and so does what a late rule and manual points make of one."""

    @property
    def student(self) -> str:
        """The student's id."""

    @property
    def week(self) -> str:
        """The week's name."""

    @property
    def status(self) -> Status:
        """Of the whole."""

    @property
    def points(self) -> float:
        """What was earned."""

    @property
    def out_of(self) -> float:
        """What could be had."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """One a check."""

    @property
    def provenance(self) -> Provenance:
        """What it was made from."""


class Signature(Protocol):
    """Who decided something, and why."""

    @property
    def by(self) -> str:
        """Who."""

    @property
    def why(self) -> str:
        """In their own words."""


class Decided(Protocol):
    """What a person decided."""

    @property
    def signed(self) -> Signature:
        """Who, and why."""

    @property
    def text(self) -> str:
        """A comment's text."""


class Adjustment(Protocol):
    """One link of the chain from facts to points: after it, `points` of `out_of` were left. `kind` is a code."""

    @property
    def kind(self) -> str:
        """The code that words.because has a sentence for."""

    @property
    def points(self) -> float:
        """What was left."""

    @property
    def out_of(self) -> float:
        """Of what could be had."""

    @property
    def mark(self) -> Mark | None:
        """Where it is of one check."""

    @property
    def days(self) -> int:
        """Late days."""

    @property
    def decision(self) -> Decided | None:
        """Where a person decided."""


class Final(Graded, Protocol):
    """A student's week with the grounds of its points."""

    @property
    def adjustments(self) -> Sequence[Adjustment]:
        """From what the checks found to what is left."""

    @property
    def excused(self) -> bool:
        """Whether the week does not count."""


def excused(graded: Graded) -> bool:
    """Whether the week does not count for this student. A bare Report knows of no excuse."""
    return bool(getattr(graded, "excused", False))
