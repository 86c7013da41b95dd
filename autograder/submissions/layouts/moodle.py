"""Moodle (Coursemos too), English and Korean, in folders or flat.

`김민수_48211_assignsubmission_file/tensors.py`, or the file behind the last underscore.

Source: mod/assign downloader and importziplib.php. Blind marking writes `Participant_48211_…` or `참가자_48211_…`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.submissions.items import Claim, Owner
from autograder.submissions.layouts.parts import first
from autograder.submissions.names import said, within
from autograder.submissions.owners import ids_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import Item, LayoutContext

WORDS = re.compile(r"(?!)")

_FOLDER = re.compile(r"(?P<name>.+)_(?P<user>\d+)_assignsubmission_[a-z]+_?(?P<file>)")
_FLAT = re.compile(r"(?P<name>.+?)_(?P<user>\d+)_assignsubmission_[a-z]+_(?P<file>.+)")
_BLIND = frozenset({"participant", "참가자"})


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:  # noqa: ARG001 - a Layout
    """A claim on everything in a participant's folder, or with a participant's prefix."""
    for item in items:
        found = first(item.parts, _FOLDER, _FLAT)
        if found:
            depth, match = found
            owner = _owner(match["name"].replace("_", " ").strip(), match["user"], item.parts[-1])
            series = f"moodle {'/'.join(item.parts[:depth])}"
            name = within(item.parts, depth, match["file"])
            yield Claim(item, owner, depth, name, series, prefix=match.start("file"))


def _owner(name: str, user: str, file: str) -> Owner:
    if name.casefold() in _BLIND:
        return Owner(f"{name}_{user}", logins=(user,), hints=(said(file),))
    ids = ids_in(name)
    return Owner(ids[0] if ids else f"{name}_{user}", ids, (user,), (name,), (said(file),))
