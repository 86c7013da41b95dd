"""Canvas (LearningX too): one file an attachment, in one flat archive.

`kimminsu_LATE_48211_1029384_tensors.py`.

Source: canvas-lms lib/content_zipper.rb. Hangul names are kept; anonymous grading writes `anon_x1Y2z_1029384_…`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.model import LmsLateness
from autograder.submissions.items import Claim, Owner
from autograder.submissions.layouts.parts import first
from autograder.submissions.names import is_stamp, said, within
from autograder.submissions.owners import ids_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import Item, LayoutContext

WORDS = re.compile(r"(?!)")

_NAMED = re.compile(
    r"(?!anon_)(?P<name>(?=[^_]*[^\W\d_])\w(?:[^_]|_(?!\d+_\d+_|LATE_))*?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>.+)"
)
_TYPED = re.compile(
    r"(?!anon_)(?P<name>(?=[^_]*[^\W\d_])\w(?:[^_]|_(?!\d+_|LATE_))*?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<file>(?:text|link)\.html)"
)
"""What was typed into Canvas, or a link: `kimminsu_48211_text.html`."""
_ANONYMOUS = re.compile(r"anon_(?P<name>[A-Za-z0-9]{5})(?P<late>_LATE)?_(?P<attachment>\d+)_(?P<file>.+)")
_STUDENT_NUMBER = re.compile(r"(?:19|20)\d{6,8}")


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:
    """A claim on every attachment, and on all that is in it where it is an archive."""
    for item in items:
        found = first(item.parts, _NAMED, _TYPED, _ANONYMOUS)
        if found is None:
            continue
        depth, match = found
        if is_stamp(item.parts[depth]):
            continue
        if "user" not in match.re.groupindex:
            yield _claim(item, depth, match, Owner(f"anon_{match['name']}", hints=(said(match["file"]),)))
        elif not _is_student_number(match["user"], course):
            yield _claim(item, depth, match, _owner(match["name"], match["user"], match["file"]))


def _is_student_number(user: str, course: LayoutContext) -> bool:
    """`kim_20231234_4_hw.py` is a student's own way to name a file.

    Canvas counts its users from 1.
    """
    return user in course.known.ids if course.known else bool(_STUDENT_NUMBER.fullmatch(user))


def _owner(name: str, user: str, file: str) -> Owner:
    ids = ids_in(name)
    return Owner(ids[0] if ids else f"{name}_{user}", ids, (user,), (name,), (said(file),))


def _claim(item: Item, depth: int, match: re.Match[str], owner: Owner) -> Claim:
    """Canvas tells no time, but whether it was late by the due date there."""
    name, series = within(item.parts, depth, match["file"]), f"canvas {'/'.join(item.parts[:depth])}"
    mark = LmsLateness.LATE if match["late"] else LmsLateness.ON_TIME
    return Claim(item, owner, depth, name, series, lms_mark=mark, prefix=match.start("file"))
