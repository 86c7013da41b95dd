"""What a name says of its owner → one student of the roster, or why it is nobody's and who is likely.

By id, else by login or e-mail, else by a name that only one student has. Never by likeness: that is for a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from autograder.files import sha256
from autograder.model import Reason
from autograder.submissions.likely import likely
from autograder.submissions.names import canonical
from autograder.submissions.register import Register, name_forms, names_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.submissions.items import Owner

_ID = re.compile(r"(?<![\d-])(?:\d{8,10}|\d{4}-\d{4,6})(?![\d-])|(?<!\d)\d{8,10}(?!\d)")
_TOKEN = re.compile(r"[^\s_()\[\]{},;]+")
_SHORTEST_LOGIN = 4
"""A login within a longer name must have this many characters: `kim` may be anybody's family name."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LABEL_LENGTH = 64


class By(StrEnum):
    """How an owner was recognised."""

    SETTLED = "settled"
    ID = "id"
    LOGIN = "login"
    NAME = "name"
    HINT = "hint"
    LABEL = "label"  # there is no roster: what the name says is the id


@dataclass(frozen=True, slots=True)
class Match:
    """The student, or "" and why not; `could` are the ids it could be, `likely` the one a person would guess."""

    student: str
    by: By = By.LABEL
    reason: Reason | None = None
    could: tuple[str, ...] = ()
    likely: str = ""


def ids_in(text: str) -> tuple[str, ...]:
    """The student numbers in a text, in order: 8 to 10 digits each, the first four perhaps set apart by a dash."""
    return tuple(dict.fromkeys(_ID.findall(text)))


def told_by(text: str, known: Register | None) -> frozenset[str]:
    """Every student that a text names, by id, login or whole name; without a roster, the student numbers in it."""
    if known is None:
        return frozenset(ids_in(text))
    ids = {known.ids[one] for one in ids_in(text) if one in known.ids}
    return frozenset(ids or _logins_in(text, known) or names_in(text, known))


def is_date(digits: str) -> bool:
    """Whether a number of eight digits could be a day, as in a folder's name, rather than a student number."""
    try:
        return 2000 <= datetime.strptime(digits.replace("-", ""), "%Y%m%d").year < 2100  # a day, wherever  # noqa: DTZ007, PLR2004 # a day, wherever
    except ValueError:
        return False


def match(owner: Owner, known: Register | None) -> Match:
    """Who an owner is. Without a roster, the label is the id."""
    if known is None:
        label = safe_id(owner.label)
        return Match(label) if label else Match("", reason=Reason.NO_OWNER)
    found = _sure(owner, known) or _named(owner, known) or _hinted(owner, known)
    if found is None:
        told = any((owner.ids, owner.logins, owner.names, owner.hints))
        found = Match("", reason=Reason.NOT_IN_ROSTER if told else Reason.NO_OWNER)
    if found.student:
        return found
    return replace(found, likely=found.could[0] if len(found.could) == 1 else "")


def guess(owner: Owner, known: Register) -> str:
    """The student a person would think of, for a file that no rule gives to anyone."""
    return likely((*owner.ids, *owner.names, *owner.logins, *owner.hints, owner.label), known)


def safe_id(label: str) -> str:
    """A label fit to name a student, a row and a file."""
    text = _FORBIDDEN.sub("_", canonical(label)).strip(" .")
    if len(text) <= _LABEL_LENGTH:
        return text
    return f"{text[: _LABEL_LENGTH - 9]}~{sha256(text.encode('utf-8', 'replace'))[:8]}"


def _sure(owner: Owner, known: Register) -> Match | None:
    """By what the LMS itself says: an id, a login, an address."""
    ids = {known.ids[told.casefold()] for told in owner.ids if told.casefold() in known.ids}
    logins = _union(known.logins.get(login.casefold(), ()) for login in (*owner.logins, *owner.ids))
    return _decision(ids, By.ID) or _decision(logins, By.LOGIN)


def _named(owner: Owner, known: Register) -> Match | None:
    """By the name the LMS gives. An id beside it that the roster does not have is a reason to stop."""
    named = _union(known.names.get(form, ()) for name in owner.names for form in name_forms(name))
    if not named:
        return None
    told = {known.ids[one] for text in owner.hints for one in ids_in(text) if one in known.ids}
    if len(named & told) == 1:
        return _decision(named & told, By.ID)
    if told and not named & told:
        return Match("", reason=Reason.CONFLICT, could=tuple(sorted(named | told)))
    if _strangers((*owner.ids, *owner.names), known):
        return Match("", reason=Reason.NOT_IN_ROSTER, could=tuple(sorted(named)))
    return _decision(named, By.NAME)


def _hinted(owner: Owner, known: Register) -> Match | None:
    """By the first text that names a student: an id, a login, a whole name, in this order."""
    for text in owner.hints:
        ids = {known.ids[one] for one in ids_in(text) if one in known.ids}
        named = set(names_in(text, known))
        if len(ids) == 1 and named and not ids & named:
            return Match("", reason=Reason.CONFLICT, could=tuple(sorted(ids | named)))
        found = _decision(ids, By.ID) or _decision(_logins_in(text, known), By.LOGIN)
        if found is None and named and _strangers((text,), known):
            return Match("", reason=Reason.NOT_IN_ROSTER, could=tuple(sorted(named)))
        if found is None and named and owner.names:  # the LMS says another name: a file called after a classmate
            return Match("", reason=Reason.NOT_IN_ROSTER, could=tuple(sorted(named)))
        found = found or _decision(named, By.HINT)
        if found is not None:
            return found
    return None


def _logins_in(text: str, known: Register) -> set[str]:
    if whole := known.logins.get(text.strip().casefold()):
        return set(whole)
    tokens = [token.strip(".-+").casefold() for token in _TOKEN.findall(text)]
    return _union(known.logins.get(token, ()) for token in tokens if len(token) >= _SHORTEST_LOGIN)


def _strangers(texts: Iterable[str], known: Register) -> bool:
    """Whether an id of the roster's length stands there that the roster does not have. A date is no id."""
    lengths = {len(one) for one in known.ids}
    ids = [one for text in texts for one in ids_in(text)]
    return any(len(one) in lengths and one not in known.ids and not is_date(one) for one in ids)


def _decision(students: Iterable[str], by: By) -> Match | None:
    """One is a match, several are not, none says nothing."""
    could = tuple(sorted(students))
    match could:
        case ():
            return None
        case (student,):
            return Match(student, by)
        case _:
            return Match("", reason=Reason.AMBIGUOUS, could=could)


def _union(groups: Iterable[Iterable[str]]) -> set[str]:
    return {one for group in groups for one in group}
