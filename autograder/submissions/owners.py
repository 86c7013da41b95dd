"""Claims → the student of each, by decision or by name; and a guess.

By id, else by login or e-mail, else by a name that only one student has. Never by similarity: that is for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from autograder.files import sha256
from autograder.model import Fate, Reason
from autograder.submissions.items import Refused
from autograder.submissions.names import account, canonical, is_archive, is_source, said, topic, within
from autograder.submissions.register import Register, likely, name_forms, names_in, register
from autograder.submissions.sources import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from autograder.submissions.items import Claim, Owner


_ID = re.compile(r"(?<![\d-])(?:\d{8,10}|\d{4}-\d{4,6})(?![\d-]|T\d{6})|(?<!\d)\d{8,10}(?!\d|T\d{6})")
"""A clock's stamp is none, as in `drive-download-20241005T123456Z-001.zip`."""
_KOREAN_NAME = re.compile("[가-힣]{2,4}")
_TOKEN = re.compile(r"[^\s_()\[\]{},;]+")
_SHORTEST_LOGIN = 4
"""A login within a longer name must have this many characters: `kim` may be anybody's family name."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LABEL_LENGTH = 64
_NOTHING = frozenset({Reason.DEBRIS, Reason.EMPTY_FOLDER})
"""All that an empty folder holds: nobody handed it in."""


class MatchedBy(StrEnum):
    """The way an owner was recognised."""

    SETTLED = "settled"
    ID = "id"
    LOGIN = "login"
    NAME = "name"
    HINT = "hint"
    LABEL = "label"  # there is no roster: what the name says is the id


@dataclass(frozen=True, slots=True)
class OwnerMatch:
    """The student, or "" and why not.

    `candidates` are the ids it could be, `likely` the one a person would guess.
    """

    student: str
    by: MatchedBy = MatchedBy.LABEL
    reason: Reason | None = None
    candidates: tuple[str, ...] = ()
    likely: str = ""


def ids_in(text: str) -> tuple[str, ...]:
    """The student numbers in a text, in order.

    8 to 10 digits each, of any width, the first four perhaps set apart by a dash.
    """
    plain = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    return tuple(dict.fromkeys(_ID.findall(plain)))


def students_named_in(text: str, known: Register | None) -> frozenset[str]:
    """Every student that a text names, by id, login or whole name.

    Without a roster, the student numbers in it.
    """
    if known is None:
        return frozenset(ids_in(text))
    ids = {known.ids[one] for one in ids_in(text) if one in known.ids}
    return frozenset(ids or _logins_in(text, known) or names_in(text, known))


def is_date(digits: str) -> bool:
    """Tell a day of eight digits, as in a folder's name, from a student number."""
    try:
        return 2000 <= datetime.strptime(digits.replace("-", ""), "%Y%m%d").year < 2100  # noqa: DTZ007, PLR2004 - a day, in whatever zone
    except ValueError:
        return False


def match(owner: Owner, known: Register | None) -> OwnerMatch:
    """Find the student of an owner. Without a roster, the label is the id."""
    if known is None:
        label = safe_id(owner.label)
        return OwnerMatch(label) if label else OwnerMatch("", reason=Reason.NO_OWNER)
    found = _sure(owner, known) or _named(owner, known) or _hinted(owner, known)
    if found is None:
        told = any((owner.ids, owner.logins, owner.names)) or any(_names_someone(text) for text in owner.hints)
        found = OwnerMatch("", reason=Reason.NOT_IN_ROSTER if told else Reason.NO_OWNER)
    if found.student:
        return found
    return replace(found, likely=found.candidates[0] if len(found.candidates) == 1 else "")


def _names_someone(text: str) -> bool:
    """Tell a student number or a Korean name from `loops` or `my answer`."""
    return any(not is_date(one) for one in ids_in(text)) or any(
        _KOREAN_NAME.fullmatch(word) for word in topic(text).split()
    )


def guess(owner: Owner, known: Register) -> str:
    """The student a person would think of, for a file that no rule gives to anyone."""
    return likely((*owner.ids, *owner.names, *owner.logins, *owner.hints, owner.label), known)


def safe_id(label: str) -> str:
    """A label fit to name a student, a row and a file."""
    text = _FORBIDDEN.sub("_", canonical(label)).strip(" .")
    if len(text) <= _LABEL_LENGTH:
        return text
    return f"{text[: _LABEL_LENGTH - 9]}~{sha256(text.encode('utf-8', 'replace'))[:8]}"


def _sure(owner: Owner, known: Register) -> OwnerMatch | None:
    """By what the LMS itself says: an id, a login, an address."""
    ids = {known.ids[told.casefold()] for told in owner.ids if told.casefold() in known.ids}
    logins = _union(known.logins.get(login.casefold(), ()) for login in (*owner.logins, *owner.ids))
    return _decision(ids, MatchedBy.ID) or _decision(logins, MatchedBy.LOGIN) or _participant(owner, known)


def _participant(owner: Owner, known: Register) -> OwnerMatch | None:
    """By the number that Moodle has for a student in one assignment.

    It must not be another's than the name: the worksheet of another assignment has other numbers.
    """
    numbered = _union(known.participants.get(login, ()) for login in owner.logins)
    named = _union(known.names.get(form, ()) for name in owner.names for form in name_forms(name))
    return _decision(numbered & named if owner.names else numbered, MatchedBy.LOGIN)


def _named(owner: Owner, known: Register) -> OwnerMatch | None:
    """By the name the LMS gives.

    An id beside it that the roster does not have is a reason to stop.
    """
    named = _union(known.names.get(form, ()) for name in owner.names for form in name_forms(name))
    if not named:
        return None
    told = {known.ids[one] for text in owner.hints for one in ids_in(text) if one in known.ids}
    if len(named & told) == 1:
        return _decision(named & told, MatchedBy.ID)
    if told and not named & told:
        return OwnerMatch("", reason=Reason.CONFLICT, candidates=tuple(sorted(named | told)))
    if has_stranger((*owner.ids, *owner.names), known):
        return OwnerMatch("", reason=Reason.NOT_IN_ROSTER, candidates=tuple(sorted(named)))
    return _decision(named, MatchedBy.NAME)


def _hinted(owner: Owner, known: Register) -> OwnerMatch | None:
    """By the first text that names a student, if no other names another."""
    found = [one for text in owner.hints if (one := _by_text(text, owner, known))]
    told = {one.student for one in found if one.student}
    if len(told) > 1:
        return OwnerMatch("", reason=Reason.CONFLICT, candidates=tuple(sorted(told)))
    return found[0] if found else None


def _by_text(text: str, owner: Owner, known: Register) -> OwnerMatch | None:
    """By an id, a login, a whole name, in this order.

    Of an id beside an address, whoever wrote them chose the one, and was given the other.
    """
    ids = {known.ids[one] for one in ids_in(text) if one in known.ids}
    named, written = set(names_in(text, known)), _logins_in(text, known, holds="@")
    for others in (named, written):
        if len(ids) == 1 and others and not ids & others:
            return OwnerMatch("", reason=Reason.CONFLICT, candidates=tuple(sorted(ids | others)))
    found = _decision(ids, MatchedBy.ID) or _decision(_logins_in(text, known), MatchedBy.LOGIN)
    # beside a stranger's id, or another name that the LMS says: a file called after a classmate
    if found is None and named and (has_stranger((text,), known) or owner.names):
        return OwnerMatch("", reason=Reason.NOT_IN_ROSTER, candidates=tuple(sorted(named)))
    return found or _decision(named, MatchedBy.HINT)


def _logins_in(text: str, known: Register, *, holds: str = "") -> set[str]:
    if not holds and (whole := known.logins.get(text.strip().casefold())):
        return set(whole)
    tokens = [token.strip(".-+").casefold() for token in _TOKEN.findall(text) if holds in token]
    return _union(known.logins.get(token, ()) for token in tokens if len(token) >= _SHORTEST_LOGIN)


def has_stranger(texts: Iterable[str], known: Register) -> bool:
    """Tell whether an id stands there that the roster does not have.

    Of the roster's length; a date is no id.
    """
    lengths = {len(one) for one in known.ids}
    ids = [one for text in texts for one in ids_in(text)]
    return any(len(one) in lengths and one not in known.ids and not is_date(one) for one in ids)


def _decision(students: Iterable[str], by: MatchedBy) -> OwnerMatch | None:
    """One is a match, several are not, none says nothing."""
    candidates = tuple(sorted(students))
    match candidates:
        case ():
            return None
        case (student,):
            return OwnerMatch(student, by)
        case _:
            return OwnerMatch("", reason=Reason.AMBIGUOUS, candidates=candidates)


def _union(groups: Iterable[Iterable[str]]) -> set[str]:
    return {one for group in groups for one in group}


def owners(
    claims: Sequence[Claim], known: Register | None, settled: Mapping[str, str]
) -> list[tuple[Claim, OwnerMatch]]:
    """Each claim with its student, in the order of the claims.

    A group's work has a claim for each member.
    """
    by_owner = {owner: match(owner, known) for owner in {claim.owner for claim in claims}}
    pairs: list[tuple[Claim, OwnerMatch]] = []
    decided: set[str] = set()
    for claim in claims:
        place = account(claim.item.path) if claim.prefix else ""
        said = decision(claim.item.path, settled) or ((place, settled[place]) if place in settled else None)
        if said is None:
            pairs.append((claim, by_owner[claim.owner]))
        elif claim.item.path not in decided:
            decided.add(claim.item.path)
            place, students = said
            pairs.extend((_as_settled(claim, place), _decided(student, known)) for student in members(students, known))
    claims, found = [claim for claim, _ in pairs], [who for _, who in pairs]
    labels: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim, who in zip(claims, found, strict=True):
        if who.by is MatchedBy.NAME:
            labels[claim.series, who.student].add(claim.owner.label)
    found = [
        _namesake(who) if who.by is MatchedBy.NAME and len(labels[claim.series, who.student]) > 1 else who
        for claim, who in zip(claims, found, strict=True)
    ]
    return list(zip(claims, _guessed(claims, found, known) if known else found, strict=True))


def confirms(claim: Claim, who: OwnerMatch) -> bool:
    """Tell whether a claim is enough to say that a student handed something in.

    What lies aside is not. Without a roster, neither is a name on a loose picture.
    """
    content, name = claim.item.content, claim.item.parts[-1]
    if claim.aside or not who.student or (isinstance(content, Refused) and content.reason in _NOTHING):
        return False
    said_by_lms = claim.owner.ids or claim.owner.logins or claim.owner.names
    if who.by is not MatchedBy.LABEL or ids_in(who.student) or said_by_lms:
        return True
    unreadable = isinstance(content, Refused) and content.fate is Fate.UNREADABLE
    return isinstance(content, Code) or (unreadable and (is_source(name) or is_archive(name)))


def members(said: str, known: Register | None) -> tuple[str, ...]:
    """The students that a decision names.

    One, or a group's, apart by commas or blanks; ("",) for nobody.
    """
    if known is not None and said.casefold() in known.ids:
        return (said,)
    return tuple(re.split(r"[\s,]+" if known else r"\s*,\s*", said.strip())) or ("",)


def _decided(student: str, known: Register | None) -> OwnerMatch:
    if not student:
        return OwnerMatch("", MatchedBy.SETTLED, Reason.SET_ASIDE)
    if known is None:
        return OwnerMatch(safe_id(student), MatchedBy.SETTLED)
    there = known.ids.get(student.casefold())
    return OwnerMatch(there, MatchedBy.SETTLED) if there else OwnerMatch("", MatchedBy.SETTLED, Reason.NOT_IN_ROSTER)


def _namesake(who: OwnerMatch) -> OwnerMatch:
    """Two accounts of one LMS bear a name that the roster has once.

    Neither may be taken for the student.
    """
    return OwnerMatch("", reason=Reason.AMBIGUOUS, candidates=(who.student,), likely=who.student)


def _guessed(claims: Sequence[Claim], found: Sequence[OwnerMatch], known: Register) -> list[OwnerMatch]:
    """The matches, with a guess for what is nobody's.

    Rather one of those from whom nothing came; else whom a file inside names; of those it could be, only the one who
    is left.
    """
    there = {who.student for claim, who in zip(claims, found, strict=True) if confirms(claim, who)}
    rest = register(student for student in known.students if student.id not in there)
    inside: defaultdict[Owner, set[str]] = defaultdict(set)
    for claim, who in zip(claims, found, strict=True):
        if not (who.student or who.candidates):
            below = claim.item.parts[claim.depth + 1 :]
            inside[claim.owner] |= _union(students_named_in(said(part), known) for part in below)
    guesses: dict[Owner, str] = {}
    for claim, who in zip(claims, found, strict=True):
        if not who.student and not who.likely and claim.owner not in guesses:
            waiting = [one for one in who.candidates if one not in there]
            one_left = waiting[0] if len(waiting) == 1 else ""
            named = next(iter(inside[claim.owner])) if len(inside[claim.owner]) == 1 else ""
            guessed = guess(claim.owner, rest) or named or guess(claim.owner, known)
            guesses[claim.owner] = one_left if who.candidates else guessed
    return [
        who if who.student or who.likely else replace(who, likely=guesses[claim.owner])
        for claim, who in zip(claims, found, strict=True)
    ]


def decision(path: str, settled: Mapping[str, str]) -> tuple[str, str] | None:
    """Where a person decided of a path, and the student said there.

    The path itself, or else the nearest folder or archive above it.
    """
    parts = path.rstrip("/").split("/")
    for end in range(len(parts), 0, -1):
        place = "/".join(parts[:end])
        if place in settled:
            return place, settled[place]
    return None


def _as_settled(claim: Claim, place: str) -> Claim:
    """A claim as what was settled says.

    The files of a folder keep their places in it, and are one attempt.
    """
    path = claim.item.path.rstrip("/")
    by_an_lms = not path.startswith(claim.series) if claim.series else False
    if path == place or (by_an_lms and len(place.split("/")) <= claim.depth + 1):
        return claim
    depth = len(place.split("/")) - 1 + len(claim.item.parts) - len(path.split("/"))
    inside = within(claim.item.parts, depth, claim.within) if 0 <= depth < len(claim.item.parts) else claim.within
    return replace(claim, within=inside, series=place, attempt="")
