"""Pairs of students with rare things in common → a page of the evidence.

For a person to judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.model import LANGUAGES
from autograder.report.pages.page import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Assignment, SimilarPair


def similar_page(
    pairs: Sequence[SimilarPair], assignment: Assignment, *, languages: Sequence[str] = LANGUAGES
) -> bytes:
    """The page as bytes, the evidence side by side."""
    return render("similar.html.j2", languages, pairs=pairs, assignment=assignment)
