"""Moodle (Coursemos too), English and Korean, in folders or flat.

`김민수_48211_assignsubmission_file/tensors.py`, or the file behind the last underscore.

Source: mod/assign downloader and importziplib.php. Blind marking writes `Participant_48211_…` or `참가자_48211_…`.

Neither says when work came; the grading worksheet does, where it is the roster. It has the archive's own numbers, which
are of one assignment: the worksheet of another one says nothing of this.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.submissions.items import Claim, Owner
from autograder.submissions.layouts.parts import first
from autograder.submissions.names import said, within
from autograder.submissions.owners import ids_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from autograder.submissions.items import Item, LayoutContext

WORDS = re.compile(r"(?!)")

_FOLDER = re.compile(r"(?P<name>.+)_(?P<user>\d+)_assignsubmission_[a-z]+_?(?P<file>)")
_FLAT = re.compile(r"(?P<name>.+?)_(?P<user>\d+)_assignsubmission_[a-z]+_(?P<file>.+)")
_BLIND = frozenset({"participant", "참가자"})
_MODIFIED = re.compile(r"last modified \(submission\)|마지막 수정됨\s*\(제출\)", re.IGNORECASE)
_ENGLISH = ("%A, %d %B %Y, %I:%M %p", "%A, %B %d, %Y, %I:%M %p", "%d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M")
_KOREAN = re.compile(r"(\d{4})년 *(\d{1,2})월 *(\d{1,2})일\D*?(오전|오후)? *(\d{1,2}):(\d\d) *(오전|오후|AM|PM)?")
_NOON = 12


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:
    """A claim on everything in a participant's folder, or with a participant's prefix."""
    came = _times(course)
    for item in items:
        found = first(item.parts, _FOLDER, _FLAT)
        if found:
            depth, match = found
            owner = _owner(match["name"].replace("_", " ").strip(), match["user"], item.parts[-1])
            series = f"moodle {'/'.join(item.parts[:depth])}"
            name = within(item.parts, depth, match["file"])
            when = came.get(match["user"])
            yield Claim(item, owner, depth, name, series, received=when, prefix=match.start("file"))


def _times(course: LayoutContext) -> Mapping[str, datetime]:
    """Times of receipt by participant, as a worksheet of Moodle's tells them."""
    found: dict[str, datetime] = {}
    students = {student.id: student for student in course.known.students} if course.known else {}
    for number, ids in (course.known.participants if course.known else {}).items():
        told = [words for one in ids for name, words in students[one].more.items() if _MODIFIED.fullmatch(name.strip())]
        if len(told) == 1 and (when := _moment(told[0].strip(), course.zone)):
            found[number] = when
    return found


def _moment(told: str, zone: tzinfo) -> datetime | None:
    """A time as Moodle writes it in English or Korean, by the course's clock.

    None for what has no month by name, or may be read in two ways.
    """
    if korean := _KOREAN.fullmatch(told):
        year, month, day, before, hour, minute, behind = korean.groups()
        half = before or behind
        hours = int(hour) % _NOON + _NOON * (half in {"오후", "PM"}) if half else int(hour)
        with suppress(ValueError):
            return datetime(int(year), int(month), int(day), hours, int(minute), tzinfo=zone)
    for form in _ENGLISH:
        with suppress(ValueError):
            return datetime.strptime(told, form).replace(tzinfo=zone)
    return None


def _owner(name: str, user: str, file: str) -> Owner:
    if name.casefold() in _BLIND:
        return Owner(f"{name}_{user}", logins=(user,), hints=(said(file),))
    ids = ids_in(name)
    return Owner(ids[0] if ids else f"{name}_{user}", ids, (user,), (name,), (said(file),))
