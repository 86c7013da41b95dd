"""Finals before and after → who moves, by how much, and because of which change; and stored tapes → judged again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from autograder.model import Check, Mark, Outcome, Provenance, Recording, Report, Status, Submission
from autograder.record.basis import Basis, Cause, Change, differences, touched
from autograder.record.decision import Matter
from autograder.record.packing import columns
from autograder.record.policy import Because, Facts, Final, Ground, final

if TYPE_CHECKING:
    from autograder.record.decision import Signed
    from autograder.record.store import Store

Judge = Callable[[Report, frozenset[str]], Report]
"""A report with its submission and tapes, and the checks to judge again → the report that they earn now.

Verdicts of other checks stay; their points are given anew. There are tapes of the exercises of those checks only.
"""

Record = Callable[[Submission], Recording]
"""Work → new tapes of it, where the old ones do not answer what is asked now."""

LATE = {Because.GRACE, Because.LATE, Because.BUDGET, Because.CUT_OFF}


@dataclass(frozen=True, slots=True)
class CheckMoved:
    """One check whose points or outcome are not what they were. None: the check was not there."""

    check: str
    before: float | None
    after: float | None
    was: Outcome | None
    now: Outcome | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """One student whose week is not what it was. `causes` are those of the checks and those of the whole."""

    student: str
    before: float
    after: float
    was: Status
    now: Status
    checks: tuple[CheckMoved, ...]
    causes: tuple[Cause, ...]
    orphans: tuple[Ground, ...] = ()  # manual points and comments whose check is gone


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change of a week does to a class. `causes`: everything that changed, whether or not it moves anyone."""

    week: str
    causes: tuple[Cause, ...] = ()
    moves: tuple[Moved, ...] = ()
    same: int = 0
    rerun: tuple[str, ...] = ()  # students whose code ran again, because the probes changed
    stale: tuple[str, ...] = ()  # students whose code would have to: they stay as they are
    overtaken: tuple[str, ...] = ()  # students graded by another command meanwhile: that stands


def compare(before: Iterable[Final], after: Iterable[Final], was: Basis, now: Basis) -> Changes:
    """Who moves between two states of a class. Students are matched by id; one on either side alone has not moved."""
    held = {one.student: one for one in before}
    pairs = [(held[one.student], one) for one in after if one.student in held]
    moves = tuple(found for old, new in pairs if (found := moved(old, new, was, now)))
    return Changes(now.week, differences(was, now), moves, len(pairs) - len(moves))


def moved(before: Final, after: Final, was: Basis, now: Basis) -> Moved | None:
    """How a student moves, or None for one who does not."""
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
        orphans=tuple(ground for ground in after.grounds if ground.because is Because.ORPHANED),
    )


def regrade(
    store: Store, now: Basis, judge: Judge, *, record: Record | None = None, signed: Signed | None = None
) -> Changes:
    """Judge the stored tapes of a week on new terms. Signed, it is applied, all at once; unsigned, nothing is written.

    Only checks that the change can touch are judged again. No student code runs: where the probes changed, `record`
    runs it again if given; else the student stays as they are.
    """
    facts, terms = store.facts(now.week), _in_force(store.bases(now.week))
    rested: dict[str, Basis] = {}
    judged: list[_Judged] = []
    stale: list[str] = []
    for report in store.reports(now.week):
        was = rested[report.provenance.week] = terms.get(report.provenance.week, Basis(now.week, ""))
        ran = report.submission is not None and was.asked != now.asked
        if ran and record is None:
            stale.append(report.student)
            continue
        checks = frozenset(check.name for check in now.checks) if ran else touched(was, now)
        after = judge(_recorded(report, record) if ran else _played(store, report, checks, now), checks)
        if ran and signed and after.recording:
            store.keep(after.recording, after.provenance, now, signed)
        judged.append(_judged(report, after, (was, now), facts.get(report.student, Facts()), ran=ran))
    overtaken = store.replace(now, [(one.was, one.row) for one in judged], signed) if signed else ()
    moves = tuple(one.moved for one in judged if one.moved)
    return Changes(
        now.week,
        tuple(dict.fromkeys(chain(*(differences(was, now) for was in rested.values())))),
        moves,
        same=len(judged) - len(moves),
        rerun=tuple(one.student for one in judged if one.ran),
        stale=tuple(stale),
        overtaken=overtaken,
    )


# ---------------------------------------------------------------------- one student, judged again


@dataclass(frozen=True, slots=True)
class _Judged:
    """As much of a student as a class of thousands leaves room for: the new report is packed."""

    student: str
    moved: Moved | None
    was: str
    row: dict[str, Any]
    ran: bool


def _judged(before: Report, after: Report, terms: tuple[Basis, Basis], facts: Facts, *, ran: bool) -> _Judged:
    was, now = terms
    old, new = final(before, facts, due=was.due, late=was.late), final(after, facts, due=now.due, late=now.late)
    return _Judged(after.student, moved(old, new, was, now), columns(before)["digest"], columns(after), ran)


def _in_force(bases: tuple[Basis, ...]) -> dict[str, Basis]:
    """What each report may have been judged on, by digest; the late rule is the last one, whatever they were judged on."""
    last = bases[-1]
    rule = {name: piece for name, piece in last.pieces.items() if name.startswith(Change.LATE)}
    return {
        basis.digest: replace(basis, due=last.due, late=last.late, pieces={**basis.pieces, **rule}) for basis in bases
    }


def _played(store: Store, report: Report, checks: frozenset[str], now: Basis) -> Report:
    """The report with as many of its tapes as these checks look at."""
    exercises = {check.exercise for check in now.checks if check.name in checks}
    return replace(report, recording=store.tapes(report.week, report.student, exercises)) if checks else report


def _recorded(report: Report, record: Record | None) -> Report:
    assert record
    assert report.submission
    return replace(report, recording=record(report.submission))


# ---------------------------------------------------------------------- causes


def _checks(before: Final, after: Final, now: Basis, changed: tuple[Cause, ...]) -> Iterator[CheckMoved]:
    old, new = ({mark.verdict.check: mark for mark in one.marks} for one in (before, after))
    for name in dict.fromkeys((*old, *new)):
        a, b = old.get(name), new.get(name)
        if _sum(a) != _sum(b):
            causes = tuple(dict.fromkeys(_of_check(name, a, b, now, (*changed, *_of_report(before, after)))))
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
    name: str, before: Mark | None, after: Mark | None, now: Basis, changed: tuple[Cause, ...]
) -> Iterator[Cause]:
    """The nearest changes that explain a check: a person's, its points, its own pieces; failing these, every other."""
    if _manual(before) != _manual(after):
        yield Cause(Change.DECISION, name, *(f"{mark.points:g}" if mark else "" for mark in (before, after)))
    if (before and before.out_of) != (after and after.out_of):
        yield from (cause for cause in changed if (cause.change, cause.name) == (Change.POINTS, name))
    if (before and before.verdict) == (after and after.verdict):
        return
    others = tuple(cause for cause in changed if cause.change not in {Change.POINTS, Change.LATE})
    near = _pieces(name, now)
    yield from [cause for cause in others if (cause.change, cause.name) in near or cause.change in WIDE] or others


WIDE = {Change.SHARED, Change.DATA, Change.KIT, Change.LIMITS, Change.SUBMISSION}
"""Changes that can reach any check."""


def _manual(mark: Mark | None) -> tuple[str, float] | None:
    return (mark.by, mark.points) if mark and mark.reason == Because.MANUAL else None


def _pieces(name: str, now: Basis) -> set[tuple[Change, str]]:
    """What a check is made of, and every check that it waits for."""
    checks = {check.name: check for check in now.checks}
    found: set[tuple[Change, str]] = {(Change.CHECK, name)}
    for check in _needed(name, checks, {}).values():
        module = now.modules.get(check.exercise, "")
        own = {(change, check.name) for change in (Change.CHECK, Change.NEEDS, Change.TOLERANCE)}
        solved = {(Change.SOLUTION, check.exercise), (Change.SOLUTION, f"{module}.py")}
        found |= (
            own | solved | {(Change.PROBE, check.probe), (Change.MISTAKES, check.exercise), (Change.DRIVES, module)}
        )
    return found


def _needed(name: str, checks: dict[str, Check], found: dict[str, Check]) -> dict[str, Check]:
    """A need without brackets stands for the check on every probe."""
    for check in checks.values():
        if check.name not in found and (check.name == name or check.name.startswith(f"{name}[")):
            found[check.name] = check
            for need in check.needs:
                _needed(need, checks, found)
    return found


def _of_report(before: Final, after: Final) -> Iterator[Cause]:
    """What the reports themselves were made from."""
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
    late = [ground for one in (before, after) for ground in one.grounds if ground.because in LATE]
    if late and rules:
        yield from rules
    elif before.lateness.minutes != after.lateness.minutes and not _decisions(before) ^ _decisions(after):
        yield Cause(Change.SUBMISSION)
    elif before.lateness.spent != after.lateness.spent:
        yield Cause(Change.BUDGET, "", str(before.lateness.spent), str(after.lateness.spent))


def _decisions(one: Final) -> frozenset[object]:
    """Decisions on the whole week that weigh."""
    given = [ground.decision for ground in one.grounds if ground.decision]
    return frozenset(decision for decision in given if not decision.subject and decision.matter is not Matter.COMMENT)
