"""A class before and after a change → who moves; and stored tapes → judged again on a new version of the week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, tee
from typing import TYPE_CHECKING, Any

from autograder.changes.moves import moved
from autograder.changes.version import differences, recording_digest, touched
from autograder.grading.final import final
from autograder.model import Change, Changes, Circumstances, Final, Grade, Moved, Recording, Submission, WeekVersion
from autograder.store.packing import columns

if TYPE_CHECKING:
    from autograder.model import Signed
    from autograder.store.store import Store

Judge = Callable[[Grade, frozenset[str]], Grade]
"""A report with its submission and tapes, and the checks to judge again → the report that they earn now.

Verdicts of other checks stay; their points are given anew. There are tapes of the exercises of those checks only.
"""

Record = Callable[[Iterable[Submission]], Iterator[tuple[Submission, Recording]]]
"""Works → new tapes of each, in their order, where the old ones do not answer what is asked now."""


def compare(before: Iterable[Final], after: Iterable[Final], was: WeekVersion, now: WeekVersion) -> Changes:
    """Who moves between two states of a class. Students are matched by id; one on either side alone has not moved."""
    held = {one.student: one for one in before}
    pairs = [(held[one.student], one) for one in after if one.student in held]
    moves = tuple(found for old, new in pairs if (found := moved(old, new, was, now)))
    return Changes(now.week, differences(was, now), moves, len(pairs) - len(moves))


def regrade(
    store: Store, now: WeekVersion, judge: Judge, *, record: Record | None = None, signed: Signed | None = None
) -> Changes:
    """Judge the stored tapes of a week on a new version of the week. Signed, it is applied, all at once; unsigned, nothing is written.

    Only checks that the change can touch are judged again. No student code runs: where the probes changed, `record`
    runs it again if given; else the student stays as they are.
    """
    circumstances, versions, bare = (
        store.circumstances(now.week),
        _in_force(store.versions(now.week)),
        store.bare(now.week),
    )
    everything = frozenset(check.name for check in now.checks)
    rested: dict[str, WeekVersion] = {}
    judged: list[_Judged] = []
    stale: list[str] = []
    for report, made in _played(store, now, versions, record):
        was = rested[report.provenance.week] = _version(report, versions)
        if made is None and _asks_anew(report, was, now):
            stale.append(report.student)
            continue
        checks = everything if made else touched(was, now, bare=report.student in bare)
        after = judge(replace(report, recording=made or _taped(store, report, checks, now)), checks)
        if made and signed and after.recording:
            store.keep_recording(after.recording, after.provenance, now, signed)
        ran = made is not None
        judged.append(_judged(report, after, (was, now), circumstances.get(report.student, Circumstances()), ran=ran))
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


def _judged(
    before: Grade, after: Grade, versions: tuple[WeekVersion, WeekVersion], circumstances: Circumstances, *, ran: bool
) -> _Judged:
    was, now = versions
    old, new = (
        final(before, circumstances, due=was.due, late=was.late),
        final(after, circumstances, due=now.due, late=now.late),
    )
    return _Judged(after.student, moved(old, new, was, now), columns(before)["digest"], columns(after), ran)


def _in_force(versions: tuple[WeekVersion, ...]) -> dict[str, WeekVersion]:
    """What each report may have been judged on, by digest; the late rule is the last one, whatever they were judged on."""
    last = versions[-1]
    rule = {name: piece for name, piece in last.pieces.items() if name.startswith(Change.LATE)}
    return {
        version.digest: replace(version, due=last.due, late=last.late, pieces={**version.pieces, **rule})
        for version in versions
    }


def _played(
    store: Store, now: WeekVersion, versions: Mapping[str, WeekVersion], record: Record | None
) -> Iterator[tuple[Grade, Recording | None]]:
    """Every report, with new tapes where it needs them and `record` is there to make them."""
    if record is None:
        yield from ((report, None) for report in store.grades(now.week))
        return
    reports, ahead = tee(store.grades(now.week))
    works = (one.submission for one in ahead if one.submission and _asks_anew(one, _version(one, versions), now))
    made = iter(record(works))
    for report in reports:
        anew = _asks_anew(report, _version(report, versions), now)
        yield report, next(made)[1] if anew else None


def _version(report: Grade, versions: Mapping[str, WeekVersion]) -> WeekVersion:
    return versions.get(report.provenance.week, WeekVersion(report.week, ""))


def _asks_anew(report: Grade, was: WeekVersion, now: WeekVersion) -> bool:
    return report.submission is not None and recording_digest(was) != recording_digest(now)


def _taped(store: Store, report: Grade, checks: frozenset[str], now: WeekVersion) -> Recording | None:
    """As many of its tapes as these checks look at."""
    exercises = {check.exercise for check in now.checks if check.name in checks}
    return store.tapes(report.week, report.student, exercises) if checks else None
