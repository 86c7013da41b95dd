"""Pairs of students who share what hardly anyone shares → a page with the evidence side by side, for a person to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from autograder.model import LANGUAGES
from autograder.report.pages.page import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Assignment


class Pair(Protocol):
    """Two students and what they share."""

    @property
    def first(self) -> str:
        """One of them."""

    @property
    def second(self) -> str:
        """The other."""

    @property
    def signals(self) -> Sequence[str]:
        """The kinds of evidence, as codes."""

    @property
    def evidence(self) -> Sequence[object]:
        """Each with signal, where, first, second, students."""


def likeness_page(pairs: Sequence[Pair], assignment: Assignment, *, languages: Sequence[str] = LANGUAGES) -> bytes:
    """The page as bytes."""
    return render("similar.html.j2", languages, pairs=pairs, assignment=assignment)
