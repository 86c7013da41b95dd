"""The path and bytes of one received file → Item, and the nouns of this room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from autograder.errors import UnreadError
from autograder.model import Fate, Limits, LmsLateness, Reason
from autograder.submissions import names
from autograder.submissions.archives import MEGA, ArchiveLimits
from autograder.submissions.register import Register
from autograder.submissions.sources import Code, code, is_disguised
from autograder.submissions.texts import text


@dataclass(frozen=True, slots=True)
class LmsText:
    """A small text that an LMS may have written.

    A receipt, a timestamp, a list of who is who.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not work, or not readable: its fate is known before anyone asks whose it is."""

    fate: Fate
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One received file.

    `parts` lead from the given folder down to it; an opened archive is a part like a folder.

    `path` is how it is written down, unique in a collection. `modified` orders attempts and is never evidence of lateness.
    """

    path: str
    parts: tuple[str, ...]
    content: Code | LmsText | Refused
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of a file, as far as a name says.

    `label` stands for the student where there is no roster.
    """

    label: str
    ids: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()  # login names and e-mail addresses
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # other words in which an id or a name of the roster may occur


@dataclass(frozen=True, slots=True)
class Claim:
    """A layout recognises an item: whose it is, and in which attempt of which series.

    Attempts of one series replace each other; `depth` is the part of the path that was recognised; `within` is the
    file's name without what the LMS wrote around it. `aside` overrules the content: this file is not work.
    """

    item: Item
    owner: Owner
    depth: int
    within: str
    series: str
    attempt: str = ""
    received: datetime | None = None
    aside: Reason | None = None
    lms_mark: LmsLateness = LmsLateness.NONE
    prefix: int = 0  # characters of that part that the LMS wrote before the student's own name of the file


_WORDS_KB = 512
_METADATA_MB = 64
"""A receipt is a page; an export's metadata holds all output of all its tests."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The options of reading.

    The clock of archives, the texts that layouts ask for, what may be unpacked, how much code is too much.
    """

    zone: tzinfo
    wants_text: Callable[[str], bool]
    archive: ArchiveLimits
    limits: Limits


def known(parts: tuple[str, ...], options: ReadOptions) -> Refused | None:
    """The fate that a file's name alone decides, without reading it.

    None for what must be read.
    """
    name = parts[-1]
    if reason := names.ignored(parts):
        return Refused(Fate.IGNORED, reason)
    if names.is_shortcut(name):
        return Refused(Fate.UNREADABLE, Reason.LINK)
    if names.unfinished(name):
        return Refused(Fate.UNREADABLE, Reason.UNFINISHED)
    if names.is_source(name) or names.is_archive(name) or options.wants_text(name):
        return None
    if names.is_foreign_archive(name) or names.may_hold_code(name):
        return None
    return Refused(Fate.IGNORED, Reason.NOT_CODE)


def content(name: str, raw: bytes, options: ReadOptions) -> Code | LmsText | Refused:
    """The code in a file, the words of an LMS, or why it is neither."""
    if names.is_foreign_archive(name):
        return Refused(Fate.UNREADABLE, Reason.ARCHIVE_FORMAT)
    if not names.is_source(name) and not (names.may_hold_code(name) and is_disguised(name, raw)):
        return _words(name, raw) if options.wants_text(name) else Refused(Fate.IGNORED, Reason.NOT_CODE)
    if name == "__init__.py" and not raw.strip():
        return Refused(Fate.IGNORED, Reason.EMPTY)  # a package's mark: nobody forgot to write something
    try:
        return code(name, raw, limits=options.limits)
    except UnreadError as error:
        return refused(error)


def _words(name: str, raw: bytes) -> LmsText | Refused:
    most = _METADATA_MB * MEGA if name.casefold().endswith((".yml", ".yaml")) else _WORDS_KB * 1024
    try:
        return LmsText(text(raw) if len(raw) <= most else "")
    except UnreadError:
        return Refused(Fate.IGNORED, Reason.NOT_CODE)


def refused(error: UnreadError) -> Refused:
    """An error as what it means for the file."""
    return Refused(Fate.UNREADABLE, error.reason, error.detail)


def item(parts: tuple[str, ...], found: Code | LmsText | Refused, modified: datetime | None = None) -> Item:
    """An item under the path it is written down by.

    A folder's last part is empty, so that its path ends in a slash.
    """
    return Item(names.printable("/".join(parts)), parts, found, modified)


@dataclass(frozen=True, slots=True)
class Days:
    """Folders whose names are a day as well as a student number, 20231001.

    `many` are days, with the work of several; of `asked` nobody can tell which they are.
    """

    many: frozenset[tuple[str, ...]] = frozenset()
    asked: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """The part of a course that a layout may know.

    Its week, the files it asks for, who is in it, its clock, and its exercises.
    """

    week: str
    modules: frozenset[str]
    known: Register | None
    zone: tzinfo
    exercises: frozenset[str] = frozenset()
    days: Days = Days()
