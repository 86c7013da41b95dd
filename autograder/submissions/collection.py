"""Paths from a TA → a Collection: a Submission a student, and a line a file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder.errors import UsageError
from autograder.model import COURSE_ZONE, AttemptPolicy, Exercise, Fate, Limits, Reason, Received, Student, Submission
from autograder.submissions.archives import ArchiveLimits
from autograder.submissions.assemble import Rules, assemble, line
from autograder.submissions.items import LayoutContext, ReadOptions
from autograder.submissions.layouts import LAYOUTS, claimed
from autograder.submissions.names import account, is_checkpoint, is_document, is_page, is_shortcut
from autograder.submissions.owners import MatchedBy, confirms, owners
from autograder.submissions.register import register
from autograder.submissions.walk import roots, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from autograder.submissions.items import Claim
    from autograder.submissions.owners import OwnerMatch
    from autograder.submissions.walk import Progress

_LOOSE = 2  # parts: the given folder, and the file
LIMITS = Limits()
ARCHIVE_LIMITS = ArchiveLimits()


@dataclass(frozen=True, slots=True)
class Collection:
    """All that came in. Every file received is in `files` once.

    `missing` are those of the roster who handed in nothing; `stray_settlements` the settled paths that nothing
    received stands at, perhaps a slip of the pen. `roots`: where it was looked, as paths begin.
    """

    submissions: tuple[Submission, ...]
    files: tuple[Received, ...]
    missing: tuple[Student, ...] = ()
    stray_settlements: tuple[str, ...] = ()
    roots: tuple[str, ...] = field(default=(), compare=False)


def collect(  # each is a question that a TA answers
    paths: Sequence[Path],
    *,
    week: str,
    roster: Sequence[Student] | None = None,
    exercises: Iterable[Exercise] = (),
    attempts: AttemptPolicy = AttemptPolicy.LAST,
    due: datetime | None = None,
    settled: Mapping[str, str] | None = None,
    elsewhere: Mapping[str, frozenset[str]] | None = None,
    zone: tzinfo | None = None,
    limits: Limits = LIMITS,
    archive_limits: ArchiveLimits = ARCHIVE_LIMITS,
    progress: Progress | None = None,
) -> Collection:
    """Read every file, say whose each is, and keep the attempt that counts.

    The order of the paths does not matter.

    `due` (aware) is what "on time" means. `settled` maps a path as received, or a folder's, to a student id, a group's ids, or to ""
    for nobody. `elsewhere`: names of exercises, by each other week of the course. `zone` is the clock of archives and receipts. Raises UsageError for a path that does not exist.
    """
    if attempts is AttemptPolicy.LAST_ON_TIME and due is None:
        raise UsageError(
            "attempts is last_on_time and there is no due date. Give the week a due date, or ask for last."
        )
    exercises = tuple(exercises)
    clock = zone or (due.tzinfo if due else None) or ZoneInfo(COURSE_ZONE)
    known = register(roster) if roster is not None else None
    modules = frozenset(exercise.module for exercise in exercises)
    names = frozenset(exercise.name for exercise in exercises)
    course = LayoutContext(week, frozenset(module.casefold() for module in modules), known, clock, names)
    options = ReadOptions(
        clock, lambda name: any(layout.WORDS.search(name) for layout in LAYOUTS), archive_limits, limits
    )
    claims = claimed(walk(paths, options, progress), course)
    rules = Rules(week, names, modules, attempts, due, {one.name: one.module for one in exercises}, elsewhere or {})
    pairs = owners(claims, known, settled or {})
    found = _collection(pairs, rules, roster or ())
    strays = tuple(sorted(path for path in settled or {} if not _stands(path, found.files)))
    return replace(found, stray_settlements=strays, roots=roots(paths))


def _stands(path: str, files: Iterable[Received]) -> bool:
    """Tell whether a file is this one, or lies in this folder, archive or account."""
    return any(file.path == path or file.path.startswith(f"{path}/") or account(file.path) == path for file in files)


def _collection(pairs: Sequence[tuple[Claim, OwnerMatch]], rules: Rules, roster: Sequence[Student]) -> Collection:
    """The claims by student, assembled; what belongs to nobody is listed all the same."""
    there = {who.student for claim, who in pairs if confirms(claim, who)}
    by_student: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim, who in pairs:
        if who.student in there:
            by_student[who.student].append(claim)
    files = [_unmatched(claim, who) for claim, who in pairs if who.student not in there]
    settled = frozenset(claim.item.path for claim, who in pairs if who.by is MatchedBy.SETTLED)
    made = [
        _noted(one, settled) for student in sorted(by_student) for one in assemble(student, by_student[student], rules)
    ]
    of_work = sorted((one for work in made for one in work.files), key=lambda one: one.fate is Fate.TAKEN)
    files.extend({(one.path, one.student): one for one in of_work}.values())
    missing = tuple(student for student in roster if student.id not in there)
    return Collection(tuple(made), tuple(sorted(files, key=lambda one: one.path)), missing)


def _noted(made: Submission, settled: frozenset[str]) -> Submission:
    """A submission whose lines say where a person gave a file to the student."""
    lines = (
        replace(one, reason=Reason.SETTLED)
        if one.path in settled and one.fate is Fate.TAKEN and not one.reason
        else one
        for one in made.files
    )
    return replace(made, files=tuple(lines))


def _lies_about(claim: Claim) -> bool:
    """Tell a text or a picture beside the folders of the students.

    A TA keeps some.
    """
    loose = len(claim.item.parts) <= _LOOSE
    return loose and not is_page(claim.item.parts[-1])


def _unmatched(claim: Claim, who: OwnerMatch) -> Received:
    """A line for a file of nobody who handed in work.

    What cannot be run anyway keeps the reason it has.
    """
    alone = line(claim, "" if who.by is MatchedBy.LABEL else who.student)
    if who.reason is Reason.SET_ASIDE:
        return replace(alone, fate=Fate.IGNORED, reason=Reason.SET_ASIDE)
    if alone.fate is Fate.IGNORED and alone.reason is Reason.NOT_CODE and who.reason:
        asked = is_document(claim.item.parts[-1]) and (who.likely or not _lies_about(claim))
        return replace(alone, fate=Fate.UNMATCHED, reason=who.reason, likely=who.likely) if asked else alone
    if is_shortcut(claim.item.parts[-1]) and _lies_about(claim) and not who.likely:
        return replace(alone, fate=Fate.IGNORED, reason=Reason.NOT_CODE)
    if is_checkpoint(claim.item.parts):
        return replace(alone, fate=Fate.IGNORED, reason=Reason.DEBRIS)
    if alone.fate is not Fate.TAKEN:
        return replace(alone, likely=who.likely if alone.fate is Fate.UNREADABLE else "")
    return replace(
        alone, fate=Fate.UNMATCHED, reason=who.reason or "", detail=", ".join(who.candidates), likely=who.likely
    )
