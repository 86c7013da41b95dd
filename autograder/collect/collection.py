"""Paths from a TA → a Collection: a Submission a student, and a line for every file that was received."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder.collect.archives import ArchiveLimits
from autograder.collect.assemble import Rules, assemble, line
from autograder.collect.claimed import LAYOUTS, claimed
from autograder.collect.layouts import Course
from autograder.collect.match import By, Match, ids_in, match
from autograder.collect.names import is_archive, is_source
from autograder.collect.reading import Reading
from autograder.collect.register import register
from autograder.collect.settled import decision
from autograder.collect.sources import Code
from autograder.collect.walk import walk
from autograder.errors import UsageError
from autograder.model import AttemptPolicy, Exercise, Fate, Limits, Reason, Received, Student, Submission

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from autograder.collect.items import Claim
    from autograder.collect.register import Register
    from autograder.collect.walk import Progress

LIMITS = Limits()
ARCHIVE_LIMITS = ArchiveLimits()
COURSE_ZONE = ZoneInfo("Asia/Seoul")
"""The clock of an LMS that gives times without a zone, where the due date does not say another."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What came in. Every file received is in `files` once; `missing` are those of the roster who handed in nothing."""

    submissions: tuple[Submission, ...]
    files: tuple[Received, ...]
    missing: tuple[Student, ...] = ()


def collect(  # noqa: PLR0913 # each is a question that a TA answers
    paths: Sequence[Path],
    *,
    week: str,
    roster: Sequence[Student] | None = None,
    exercises: Iterable[Exercise] = (),
    attempts: AttemptPolicy = AttemptPolicy.LAST,
    due: datetime | None = None,
    settled: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
    limits: Limits = LIMITS,
    archive_limits: ArchiveLimits = ARCHIVE_LIMITS,
    progress: Progress | None = None,
) -> Collection:
    """Read every file, say whose each is, and keep the attempt that counts. The order of the paths does not matter.

    `due` (aware) is what "on time" means. `settled` maps a path as received, or a folder's, to a student id or to ""
    for nobody. `zone` is the clock of archives and receipts. Raises UsageError for a path that does not exist.
    """
    if attempts is AttemptPolicy.LAST_ON_TIME and due is None:
        raise UsageError(
            "attempts is last_on_time and there is no due date. Give the week a due date, or ask for last."
        )
    exercises = tuple(exercises)
    clock = zone or (due.tzinfo if due else None) or COURSE_ZONE
    known = register(roster) if roster is not None else None
    course = Course(week, frozenset(exercise.module.casefold() for exercise in exercises), known, clock)
    reading = Reading(clock, lambda name: any(layout.WORDS.search(name) for layout in LAYOUTS), archive_limits, limits)
    claims = claimed(walk(paths, reading, progress), course)
    rules = Rules(week, frozenset(exercise.name for exercise in exercises), attempts, due)
    return _collection(claims, _owners(claims, known, settled or {}), rules, roster or ())


def _collection(
    claims: Sequence[Claim], owners: Sequence[Match], rules: Rules, roster: Sequence[Student]
) -> Collection:
    """The claims by student, assembled; what belongs to nobody is listed all the same."""
    by_student: defaultdict[str, list[Claim]] = defaultdict(list)
    files: list[Received] = []
    confirmed = {who.student for claim, who in zip(claims, owners, strict=True) if _confirms(claim, who)}
    for claim, who in zip(claims, owners, strict=True):
        if who.student in confirmed and who.student and not who.reason:
            by_student[who.student].append(claim)
        else:
            files.append(_unmatched(claim, who))
    made = [one for student in sorted(by_student) for one in assemble(student, by_student[student], rules)]
    per_student = {submission.student: submission.files for submission in made}
    files.extend(one for lines in per_student.values() for one in lines)
    settled = {claim.item.path for claim, who in zip(claims, owners, strict=True) if who.by is By.SETTLED}
    noted = [_settled(one) if one.path in settled else one for one in files]
    missing = tuple(student for student in roster if student.id not in per_student)
    return Collection(tuple(made), tuple(sorted(noted, key=lambda one: one.path)), missing)


def _owners(claims: Sequence[Claim], known: Register | None, settled: Mapping[str, str]) -> list[Match]:
    """Whose each claim is: by a person's decision, or else by what its name says."""
    by_owner = {claim.owner: match(claim.owner, known) for claim in claims}
    found = [_decided(claim, known, settled) or by_owner[claim.owner] for claim in claims]
    labels: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim, who in zip(claims, found, strict=True):
        if who.by is By.NAME:
            labels[claim.series, who.student].add(claim.owner.label)
    return [
        _namesake(who) if who.by is By.NAME and len(labels[claim.series, who.student]) > 1 else who
        for claim, who in zip(claims, found, strict=True)
    ]


def _decided(claim: Claim, known: Register | None, settled: Mapping[str, str]) -> Match | None:
    student = decision(claim.item.path, settled)
    if student is None:
        return None
    if not student:
        return Match("", By.SETTLED, Reason.SET_ASIDE)
    if known is None:
        return Match(student, By.SETTLED)
    there = known.ids.get(student.casefold())
    return Match(there, By.SETTLED) if there else Match("", By.SETTLED, Reason.NOT_IN_ROSTER)


def _namesake(who: Match) -> Match:
    """Two accounts of one LMS bear a name that the roster has once: neither may be taken for the student."""
    return Match("", reason=Reason.AMBIGUOUS, could=(who.student,), likely=who.student)


def _confirms(claim: Claim, who: Match) -> bool:
    """Whether a claim is enough to speak of a student. Without a roster, a name on a loose picture is not."""
    if who.by is not By.LABEL or ids_in(who.student):
        return True
    name = claim.item.parts[-1]
    return not claim.aside and (isinstance(claim.item.content, Code) or _was_work(name, line(claim)))


def _was_work(name: str, received: Received) -> bool:
    return received.fate is Fate.UNREADABLE and (is_source(name) or is_archive(name))


def _unmatched(claim: Claim, who: Match) -> Received:
    """A line for a file that is nobody's. What cannot be run anyway keeps the reason it has."""
    alone = line(claim)
    if who.reason is Reason.SET_ASIDE:
        return replace(alone, fate=Fate.IGNORED, reason=Reason.SET_ASIDE)
    if alone.fate is not Fate.TAKEN:
        return replace(alone, likely=who.likely if alone.fate is Fate.UNREADABLE else "")
    return replace(alone, fate=Fate.UNMATCHED, reason=who.reason or "", detail=", ".join(who.could), likely=who.likely)


def _settled(one: Received) -> Received:
    return replace(one, reason=Reason.SETTLED) if one.fate is Fate.TAKEN and not one.reason else one
