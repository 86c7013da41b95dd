"""The path and bytes of one file → Item. What its name decides is decided without reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

from autograder.errors import UnreadError
from autograder.model import Fate, Limits, Reason
from autograder.submissions import names
from autograder.submissions.archives import MEGA, ArchiveLimits
from autograder.submissions.items import Item, Refused, Words
from autograder.submissions.sources import Code, code
from autograder.submissions.texts import text

if TYPE_CHECKING:
    from datetime import datetime

_WORDS_KB = 512
_METADATA_MB = 64
"""A receipt is a page; an export's metadata holds all output of all its tests."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the clock of archives, which texts layouts ask for, what may be unpacked, how much code is too much."""

    zone: tzinfo
    is_words: Callable[[str], bool]
    archive: ArchiveLimits
    limits: Limits


def known(parts: tuple[str, ...], reading: Reading) -> Refused | None:
    """What a file's name alone decides, so that it is neither read nor unpacked; None for what must be read."""
    name = parts[-1]
    if reason := names.ignored(parts):
        return Refused(Fate.IGNORED, reason)
    if names.is_source(name) or names.is_archive(name) or reading.is_words(name):
        return None
    if names.is_foreign_archive(name):
        return Refused(Fate.UNREADABLE, Reason.ARCHIVE_FORMAT)
    return Refused(Fate.IGNORED, Reason.NOT_CODE)


def content(name: str, raw: bytes, reading: Reading) -> Code | Words | Refused:
    """The code in a file, the words of an LMS, or why it is neither."""
    if not names.is_source(name):
        return _words(name, raw)
    try:
        return code(name, raw, limits=reading.limits)
    except UnreadError as error:
        return refused(error)


def _words(name: str, raw: bytes) -> Words | Refused:
    most = _METADATA_MB * MEGA if name.casefold().endswith((".yml", ".yaml")) else _WORDS_KB * 1024
    try:
        return Words(text(raw) if len(raw) <= most else "")
    except UnreadError:
        return Refused(Fate.IGNORED, Reason.NOT_CODE)


def refused(error: UnreadError) -> Refused:
    """An error as what it means for the file."""
    return Refused(Fate.UNREADABLE, error.reason, error.detail)


def item(parts: tuple[str, ...], found: Code | Words | Refused, modified: datetime | None = None) -> Item:
    """An item under the path it is written down by. A folder's last part is empty, so that its path ends in a slash."""
    return Item(names.printable("/".join(parts)), parts, found, modified)
