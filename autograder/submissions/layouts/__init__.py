"""Items → one Claim each: the outermost layout that recognises it.

Every layout is registered here. Outermost, so that nothing a student packs inside an upload can pass for somebody else's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from autograder.submissions.items import Days
from autograder.submissions.layouts import blackboard, canvas, github, gradescope, moodle, nbgrader, plain, week
from autograder.submissions.layouts.days import days

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import Claim, Item, LayoutContext


class Layout(Protocol):
    """A module that recognises one layout.

    `WORDS` fits the names of the small texts it wants to read.
    """

    WORDS: re.Pattern[str]

    def claims(self, items: Sequence[Item], course: LayoutContext, /) -> Iterator[Claim]:
        """A claim on each item that this layout recognises; nothing on any other."""
        ...


SYSTEMS: tuple[Layout, ...] = (week, gradescope, nbgrader, blackboard, moodle, canvas, github)
LAYOUTS: tuple[Layout, ...] = (*SYSTEMS, plain)
"""Tried in this order where two recognise the same part of a path."""


def claimed(items: Sequence[Item], course: LayoutContext) -> tuple[Claim, ...]:
    """A claim for every item, in the order of the items."""
    recognised = [list(layout.claims(items, course)) for layout in SYSTEMS]
    course = replace(course, days=days(items, recognised) if course.known is None else Days())
    best: dict[str, list[Claim]] = {}
    for claims in recognised:
        for claim in claims:
            known = best.get(claim.item.path, [])
            if claim.depth > plain.sure_depth(claim.item, course):
                continue
            if not known or (claim.depth, claim.prefix) < (known[0].depth, known[0].prefix):
                best[claim.item.path] = [claim]
            elif (known[0].series, known[0].depth) == (claim.series, claim.depth):  # a group: a claim each
                known.append(claim)
    left = [item for item in items if item.path not in best]
    best |= {claim.item.path: [claim] for claim in plain.claims(left, course)}
    return tuple(claim for item in items for claim in best[item.path])
