"""The parts of a path, the common start of names, the words of a clock."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder.submissions.sources import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

    from autograder.submissions.items import Item

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T_-](\d\d)[:_-](\d\d)[:_-](\d\d)(\.\d{1,6})?\d*\s*(\S.*)?$")
_OFFSET = re.compile(r"[+-]\d\d:?\d\d$")
_NAMED_ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z_+-]+){0,2}")
_CLOCKS = {
    "Z": "UTC",
    "UTC": "UTC",
    "GMT": "UTC",
    "KST": "Asia/Seoul",
    "JST": "Asia/Tokyo",
    "CEST": "Etc/GMT-2",
    "BST": "Etc/GMT-1",
} | {
    f"{place}{kind}T": f"Etc/GMT+{hours + (kind == 'S')}"
    for place, hours in (("E", 4), ("C", 5), ("M", 6), ("P", 7))
    for kind in "SD"
    if (place, kind) != ("C", "S")  # China's, too
}


def first(parts: tuple[str, ...], *patterns: re.Pattern[str]) -> tuple[int, re.Match[str]] | None:
    """The outermost part that fits a pattern whole, and how it fits."""
    for depth, part in enumerate(parts):
        for pattern in patterns:
            if found := pattern.fullmatch(part):
                return depth, found
    return None


def folders_above(items: Iterable[Item]) -> Callable[[tuple[str, ...]], bool]:
    """Tell the folders under which all code of a path lies: an LMS's own.

    What a student packs into an upload stands among the others' work, and never above it.
    """
    below: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for item in items:
        if isinstance(item.content, Code):
            below[item.parts[0]].append(item.parts)
    shared = {root: (min(every), max(every)) for root, every in below.items()}

    def stands_above(folder: tuple[str, ...]) -> bool:
        return all(parts[: len(folder)] == folder for parts in shared.get(folder[0], ()))

    return stands_above


def common(names: Iterable[str], separator: str) -> str:
    """The start that all names share, up to and with a separator.

    What is left of each tells them apart.
    """
    start = os.path.commonprefix(sorted(set(names)))  # noqa: RUF071 - by characters is what is meant
    return start[: start.rfind(separator) + 1]


def tails(name: str, separator: str) -> tuple[str, ...]:
    """All that a name may end in after a separator, longest first.

    `a-b-c` ends in `b-c` and in `c`.
    """
    pieces = name.split(separator)
    return tuple(separator.join(pieces[start:]) for start in range(1, len(pieces)))


def moment(text: str, zone: tzinfo | None) -> datetime | None:
    """A date and time as systems write it, aware.

    By the zone it names, else by the course's. None if it is none, or names no zone and none is given.
    """
    found = _MOMENT.match(text.strip())
    if found is None:
        return None
    day, hour, minute, second, fraction, clock = found.groups()
    try:
        told = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second}{(fraction or '.').ljust(7, '0')}")
    except ValueError:
        return None
    by = _zone(clock or "", zone)
    return told.replace(tzinfo=by) if by else None


def _zone(clock: str, zone: tzinfo | None) -> tzinfo | None:
    if _OFFSET.match(clock):
        return datetime.strptime(clock.replace(":", ""), "%z").tzinfo or zone
    try:
        return ZoneInfo(_CLOCKS.get(clock.upper(), clock)) if _NAMED_ZONE.fullmatch(clock) else zone
    except (KeyError, ValueError, OSError):
        return zone
