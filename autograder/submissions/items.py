"""What one received file is, once it has been read: the nouns that the steps of this room pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from autograder.model import Fate, Reason
from autograder.submissions.sources import Code


@dataclass(frozen=True, slots=True)
class Words:
    """A small text that an LMS may have written: a receipt, a timestamp, a list of who is who."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not work, or not readable: its fate is known before anyone asks whose it is."""

    fate: Fate
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One received file. `parts` lead from the given folder down to it; an opened archive is a part like a folder.

    `path` is how it is written down, unique in a collection. `modified` orders attempts and is never evidence of lateness.
    """

    path: str
    parts: tuple[str, ...]
    content: Code | Words | Refused
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """What a name says of whose file it is. `label` stands for the student where there is no roster."""

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
