"""nbgrader: the tree `submitted` of a course, and the inbound of an exchange.

`submitted/<student>/<assignment>/…` and `<student>+<assignment>+<timestamp>/…`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import Reason
from autograder.submissions.items import Claim, Item, LmsText, Owner
from autograder.submissions.layouts.parts import first, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import LayoutContext

WORDS = re.compile(r"^timestamp\.txt$")

_INBOUND = re.compile(
    r"(?P<student>.+)\+(?P<assignment>[^+]+)\+(?P<when>\d{4}-\d\d-\d\d[ _]\d\d[:_-]\d\d[:_-]\d\d(?:\.\d+)?(?: [^+]+)?)(?:\+[^+]*)?"
)
_TREE = "submitted"
_OTHER_TREES = frozenset({"source", "release", "autograded", "feedback", "outbound"})
_BELOW_TREE = 3  # submitted, student, assignment


@dataclass(frozen=True, slots=True)
class _SubmissionFolder:
    """The folder of one submission.

    The parts down to its folder, whose it is, of which assignment, when it came.
    """

    depth: int
    end: int
    student: str
    assignment: str
    when: str = ""


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:
    """A claim on every submission, and on the course's own copies."""
    places = [(item, _submission_folder(item)) for item in items]
    stamps = {item.parts[:-1]: item.content.text for item in items if isinstance(item.content, LmsText)}
    has_week = {_tree(item, place) for item, place in places if place and _is_week(place.assignment, course)}
    courses = {item.parts[: place.depth - 1] for item, place in places if place}
    for item, place in places:
        if place:
            other = _tree(item, place) in has_week and not _is_week(place.assignment, course)
            when = place.when or stamps.get(item.parts[: place.end], "")
            yield _claim(item, place, when, course, Reason.OTHER_WEEK if other else None)
        elif depth := _other_tree(item, courses):
            yield Claim(item, Owner(""), depth, item.parts[-1], "nbgrader", aside=Reason.NOT_STUDENT_WORK)


def _submission_folder(item: Item) -> _SubmissionFolder | None:
    found = first(item.parts, _INBOUND)
    at = item.parts.index(_TREE) if _TREE in item.parts[:-_BELOW_TREE] else len(item.parts)
    if found and found[0] < at:
        depth, match = found
        return _SubmissionFolder(depth, depth + 1, match["student"], match["assignment"], match["when"])
    if at < len(item.parts):
        return _SubmissionFolder(at + 1, at + _BELOW_TREE, item.parts[at + 1], item.parts[at + 2])
    return None


def _tree(item: Item, place: _SubmissionFolder) -> tuple[str, ...]:
    return item.parts[: place.depth]


def _is_week(assignment: str, course: LayoutContext) -> bool:
    return assignment.casefold() == course.week.casefold()


def _other_tree(item: Item, courses: set[tuple[str, ...]]) -> int:
    """The part that names a tree beside `submitted` or `inbound`.

    0 where there is none.
    """
    for depth, part in enumerate(item.parts[:-1]):
        if part in _OTHER_TREES and item.parts[:depth] in courses:
            return depth
    return 0


def _claim(item: Item, place: _SubmissionFolder, when: str, course: LayoutContext, aside: Reason | None) -> Claim:
    student = place.student
    owner = Owner(student, (student,), (student,), hints=(student,))
    series = f"nbgrader {'/'.join(_tree(item, place))} {place.assignment}"
    inside = "/".join(item.parts[place.end :])
    stamp = Reason.METADATA if inside == "timestamp.txt" else None
    return Claim(
        item,
        owner,
        place.depth,
        inside,
        series,
        place.when,
        moment(when, course.zone) if when else None,
        aside or stamp,
    )
