"""Claims → whose each one is: by a person's decision, or else by what names say; and who a person would guess."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.model import Fate, Reason
from autograder.submissions.items import Refused
from autograder.submissions.match import By, Match, guess, ids_in, match, safe_id
from autograder.submissions.names import is_archive, is_source
from autograder.submissions.register import register
from autograder.submissions.sources import Code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.submissions.items import Claim, Owner
    from autograder.submissions.register import Register


def owners(claims: Sequence[Claim], known: Register | None, settled: Mapping[str, str]) -> list[Match]:
    """Whose each claim is, in the order of the claims."""
    by_owner = {owner: match(owner, known) for owner in {claim.owner for claim in claims}}
    found = [_decided(claim, known, settled) or by_owner[claim.owner] for claim in claims]
    labels: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim, who in zip(claims, found, strict=True):
        if who.by is By.NAME:
            labels[claim.series, who.student].add(claim.owner.label)
    found = [
        _namesake(who) if who.by is By.NAME and len(labels[claim.series, who.student]) > 1 else who
        for claim, who in zip(claims, found, strict=True)
    ]
    return _guessed(claims, found, known) if known else found


def confirms(claim: Claim, who: Match) -> bool:
    """Whether a claim is enough to say that a student handed something in.

    What lies aside is not. Without a roster, neither is a name on a loose picture.
    """
    if claim.aside or not who.student:
        return False
    if who.by is not By.LABEL or ids_in(who.student):
        return True
    content, name = claim.item.content, claim.item.parts[-1]
    unreadable = isinstance(content, Refused) and content.fate is Fate.UNREADABLE
    return isinstance(content, Code) or (unreadable and (is_source(name) or is_archive(name)))


def _decided(claim: Claim, known: Register | None, settled: Mapping[str, str]) -> Match | None:
    student = decision(claim.item.path, settled)
    if student is None:
        return None
    if not student:
        return Match("", By.SETTLED, Reason.SET_ASIDE)
    if known is None:
        return Match(safe_id(student), By.SETTLED)
    there = known.ids.get(student.casefold())
    return Match(there, By.SETTLED) if there else Match("", By.SETTLED, Reason.NOT_IN_ROSTER)


def _namesake(who: Match) -> Match:
    """Two accounts of one LMS bear a name that the roster has once: neither may be taken for the student."""
    return Match("", reason=Reason.AMBIGUOUS, could=(who.student,), likely=who.student)


def _guessed(claims: Sequence[Claim], found: Sequence[Match], known: Register) -> list[Match]:
    """The matches, with a guess for what is nobody's: rather one of those from whom nothing came."""
    there = {who.student for claim, who in zip(claims, found, strict=True) if confirms(claim, who)}
    rest = register(student for student in known.students if student.id not in there)
    guesses: dict[Owner, str] = {}
    for claim, who in zip(claims, found, strict=True):
        if not who.student and not who.likely and claim.owner not in guesses:
            guesses[claim.owner] = guess(claim.owner, rest) or guess(claim.owner, known)
    return [
        who if who.student or who.likely else replace(who, likely=guesses[claim.owner])
        for claim, who in zip(claims, found, strict=True)
    ]


def decision(path: str, settled: Mapping[str, str]) -> str | None:
    """Whose a path is by decision of a person: its own, or else of the nearest folder or archive above it."""
    parts = path.rstrip("/").split("/")
    for end in range(len(parts), 0, -1):
        found = settled.get("/".join(parts[:end]))
        if found is not None:
            return found
    return None
