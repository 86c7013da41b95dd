"""Two finals of a student → how they move and why, and what is new to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from autograder.changes.version import differences, reaches
from autograder.model import (
    AdjustmentKind,
    Cause,
    Change,
    CheckMoved,
    Circumstances,
    Decision,
    DecisionKind,
    Final,
    Mark,
    Moved,
    News,
    Outcome,
    Provenance,
    Publication,
    Signed,
    WeekVersion,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

PERSONAL = {Change.DECISION, Change.SUBMISSION, Change.BUDGET}
"""Causes that are of one student alone: what was said when the week changed is no reason for them."""
LATE = {AdjustmentKind.GRACE, AdjustmentKind.LATE, AdjustmentKind.BUDGET, AdjustmentKind.CUT_OFF}


def moved(before: Final, after: Final, was: WeekVersion, now: WeekVersion) -> Moved | None:
    """The way a student moves, or None for one who does not."""
    changed = differences(was, now)
    checks = tuple(_checks(before, after, now, changed))
    whole = (before.points, before.out_of, before.status) != (after.points, after.out_of, after.status)
    if not checks and not whole:
        return None
    causes = dict.fromkeys(chain(_of_whole(before, after, changed), *(check.causes for check in checks)))
    known = tuple(cause for cause in causes if cause.change is not Change.UNKNOWN)
    return Moved(
        student=after.student,
        before=before.points,
        after=after.points,
        was=before.status,
        now=after.status,
        checks=checks,
        causes=known or (Cause(Change.UNKNOWN),),
        orphans=tuple(adjustment for adjustment in after.adjustments if adjustment.kind is AdjustmentKind.ORPHANED),
    )


# ---------------------------------------------------------------------- causes


def _checks(before: Final, after: Final, now: WeekVersion, changed: tuple[Cause, ...]) -> Iterator[CheckMoved]:
    old, new = ({mark.verdict.check: mark for mark in one.marks} for one in (before, after))
    for name in dict.fromkeys((*old, *new)):
        a, b = old.get(name), new.get(name)
        if _sum(a) != _sum(b):
            causes = tuple(dict.fromkeys(_of_check(name, a, b, now, (*changed, *_of_grade(before, after)))))
            yield CheckMoved(
                check=name,
                before=a.points if a else None,
                after=b.points if b else None,
                was=a.verdict.outcome if a else None,
                now=b.verdict.outcome if b else None,
                causes=causes or (Cause(Change.UNKNOWN),),
            )


def _sum(mark: Mark | None) -> tuple[Outcome, float, float] | None:
    return (mark.verdict.outcome, mark.points, mark.out_of) if mark else None


def _of_check(
    name: str, before: Mark | None, after: Mark | None, now: WeekVersion, changed: tuple[Cause, ...]
) -> Iterator[Cause]:
    """The nearest changes that explain a check.

    A person's, its points, its own pieces; failing these, every other.
    """
    if _manual(before) != _manual(after):
        yield Cause(Change.DECISION, name, *(f"{mark.points:g}" if mark else "" for mark in (before, after)))
    if (before and before.out_of) != (after and after.out_of):
        yield from (cause for cause in changed if (cause.change, cause.name) == (Change.POINTS, name))
    if (before and before.verdict) == (after and after.verdict):
        return
    others = tuple(cause for cause in changed if cause.change not in {Change.POINTS, Change.LATE})
    judged = [check for check in now.checks if check.name == name]
    for check in judged:
        judged += [other for other in check.waits_for(now.checks) if other not in judged]
    near = [cause for cause in others if any(reaches(cause, check, now) for check in judged)]
    personal = [cause for cause in near if cause.change in {Change.SUBMISSION, Change.LIMITS}]
    for tier in (OWN, USED):
        if named := [cause for cause in near if cause.change in tier]:
            yield from (*named, *personal)
            return
    yield from near or others


OWN = {Change.CHECK, Change.NEEDS, Change.TOLERANCE, Change.PROBE, Change.MISTAKES, Change.RIGHT}
"""Changes of a check itself, or of one it waits for: where there are any, they are what is named."""

USED = {Change.SOLUTION, Change.SHARED, Change.DRIVERS, Change.DATA}
"""Changes of what a check uses: named before a change of the whole grader."""


def _manual(mark: Mark | None) -> tuple[str, float] | None:
    return (mark.by, mark.points) if mark and mark.reason == AdjustmentKind.MANUAL else None


def _of_grade(before: Final, after: Final) -> Iterator[Cause]:
    """Changes of what the grades themselves were made from."""
    old, new = before.provenance, after.provenance
    if _kit(old) != _kit(new):
        yield Cause(Change.KIT, "recorder", _kit(old), _kit(new))
    if old.limits != new.limits:
        yield Cause(Change.LIMITS)
    if old.submission != new.submission:
        yield Cause(Change.SUBMISSION)


def _kit(provenance: Provenance) -> str:
    return f"{provenance.kit}, torch {provenance.torch}"


def _of_whole(before: Final, after: Final, changed: tuple[Cause, ...]) -> Iterator[Cause]:
    """Decisions on the whole week, and lateness."""
    if _decisions(before) != _decisions(after):
        yield Cause(Change.DECISION, "", f"{before.points:g}", f"{after.points:g}")
    if before.out_of != after.out_of:
        yield from (cause for cause in changed if cause.change is Change.POINTS)
    rules = [cause for cause in changed if cause.change is Change.LATE]
    late = [adjustment for one in (before, after) for adjustment in one.adjustments if adjustment.kind in LATE]
    if late and rules:
        yield from rules
    elif before.lateness.minutes != after.lateness.minutes and not _decisions(before) ^ _decisions(after):
        yield Cause(Change.SUBMISSION)
    elif before.lateness.spent != after.lateness.spent:
        yield Cause(Change.BUDGET, "", str(before.lateness.spent), str(after.lateness.spent))


def _decisions(one: Final) -> frozenset[object]:
    """Decisions on the whole week that weigh."""
    given = [adjustment.decision for adjustment in one.adjustments if adjustment.decision]
    return frozenset(
        decision for decision in given if not decision.subject and decision.kind is not DecisionKind.COMMENT
    )


@dataclass(frozen=True, slots=True)
class PublishedMarks:
    """Everything a class was shown of a week, and all versions it was graded on."""

    adopted: tuple[tuple[Signed, WeekVersion], ...] = ()
    shown: Mapping[str, tuple[Publication, ...]] = field(default_factory=dict)

    def new(self, now: Final, circumstances: Circumstances, signed: Signed) -> Publication | None:
        """The publication due to a student now, or None where there is nothing new.

        What waits for a person is held back: a student never sees a zero that is ours.
        """
        last = self._last(now.student)
        if now.status.needs_person or (last and _seen(last.final) == _seen(now)):
            return None
        change = self._since(last, now, circumstances) if last else None
        difference = (change.moved, change.reasons) if change else (None, ())
        return Publication(now.student, now.week, now, self.adopted[-1][1].digest, signed, *difference)

    def news(self, now: Final, circumstances: Circumstances) -> tuple[News, ...]:
        """Changes since a student was first shown marks, newest first.

        One still to come is included.
        """
        last = self._last(now.student)
        coming = self._since(last, now, circumstances) if last and not now.status.needs_person else None
        told = (News(one.moved, one.reasons, one.signed.at) for one in self.shown.get(now.student, ()) if one.moved)
        return (*((coming,) if coming else ()), *reversed(tuple(told)))

    def _last(self, student: str) -> Publication | None:
        return self.shown.get(student, (None,))[-1]

    def _since(self, last: Publication, now: Final, circumstances: Circumstances) -> News | None:
        versions = {version.digest: version for _, version in self.adopted}
        change = moved(last.final, now, versions[last.week_version], self.adopted[-1][1])
        return News(change, tuple(self._reasons(change, last.signed.at, circumstances.decisions))) if change else None

    def _reasons(self, change: Moved, since: datetime, decisions: Iterable[Decision]) -> Iterator[Signed]:
        causes, decided = {cause.change for cause in change.causes}, tuple(decisions)
        subjects = {cause.name for cause in change.causes if cause.change is Change.DECISION}
        again = {one.signed for at, one in enumerate(decided) if one.subject in subjects and one in decided[:at]}
        given = [signed for signed, _ in self.adopted] if causes - PERSONAL else []
        if Change.DECISION in causes:
            given += [one.signed for one in decided if one.kind is not DecisionKind.COMMENT]
        yield from (signed for signed in dict.fromkeys(given) if signed.why and (signed.at > since or signed in again))


def _seen(one: Final) -> tuple[object, ...]:
    """The parts that a student sees: the same marks made from newer parts are no news."""
    return (one.status, one.points, one.out_of, one.marks, one.adjustments, one.lateness, one.excused)
