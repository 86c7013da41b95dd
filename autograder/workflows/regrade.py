"""A week that changed, and its tapes on record → who moves and why.

And, unless it is a dry run, the marks that stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.changes.moves import moved
from autograder.changes.version import checks_to_rejudge, differences, recording_digest
from autograder.execution import Runner, open_runner
from autograder.grading.final import final
from autograder.grading.marking import status
from autograder.model import (
    Cause,
    Change,
    Changes,
    Circumstances,
    Grade,
    Moved,
    Outcome,
    Recording,
    Signed,
    Submission,
    Verdict,
    WeekVersion,
)
from autograder.store.packing import columns
from autograder.submissions import read_roster
from autograder.workflows.opening import open_store, open_week
from autograder.workflows.progress import SILENT, Progress
from autograder.workflows.report import write_pages
from autograder.workflows.worth import judged, marked, week_version

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.store.store import Store


def regrade(
    week: str,
    *,
    course: Path,
    signed: Signed,
    dry_run: bool = False,
    no_run: bool = False,
    out: Path | None = None,
    roster: Path | None = None,
    store: str | None = None,
    cluster: str | None = None,
    jobs: int = 1,
    trusted_only: bool = False,
    progress: Progress = SILENT,
) -> Changes:
    """Judge the stored tapes of a week as it is now.

    All of it is applied, or in a dry run nothing.

    Student code runs only where the probes changed, and not if `no_run`: those students stay as they are.
    """
    students = read_roster(roster) if roster else ()
    progress.stage("opening")
    with ExitStack() as stack:
        assignment, judge = stack.enter_context(open_week(week, course))
        record = stack.enter_context(open_store(store, course))
        now = week_version(assignment, judge)
        runner = None
        if not no_run and any(outdated(record, now)):
            progress.stage("starting")
            opened = open_runner(assignment, cluster=cluster, jobs=jobs, trusted_only=trusted_only)
            runner = stack.enter_context(opened)
        progress.stage("judging")
        changes = regrade_class(
            record, judge, now, runner=runner, signed=None if dry_run else signed, progress=progress
        )
        if out and not dry_run:
            progress.stage("pages")
            write_pages(record, judge, out, roster=students, store=store, course=course)
    return changes


def outdated(store: Store, now: WeekVersion) -> Iterator[Submission]:
    """Works that are asked for something their tapes do not hold.

    The probes changed since these were made.
    """
    versions = _versions(store, now.week)
    for grade in store.grades(now.week):
        if grade.submission and _is_outdated(grade, _version(grade, versions), now):
            yield grade.submission


def regrade_class(
    store: Store,
    judge: Judge,
    now: WeekVersion,
    *,
    runner: Runner | None = None,
    signed: Signed | None = None,
    progress: Progress = SILENT,
) -> Changes:
    """Judge every grade again on a new version of its week.

    Signed, it is applied, all at once; else nothing is written.

    Only checks that the change can touch are judged again. Work whose tapes are outdated runs again, or without a
    runner stays as it is.
    """
    versions, circumstances = _versions(store, now.week), store.circumstances(now.week)
    bare = store.students_with_bare_loops(now.week)
    causes: dict[Cause, None] = {}
    regraded: list[_Regraded] = []
    stale: list[str] = []
    progress.begin(len(store.students(now.week)), runner.running if runner else {})
    for before in store.grades(now.week):
        was = _version(before, versions)
        causes |= dict.fromkeys(differences(was, now))
        if _is_outdated(before, was, now):
            stale.append(before.student)
            if runner:
                continue  # counted once it has run again
        else:
            checks = checks_to_rejudge(was, now, has_bare_loops=before.student in bare)
            regraded.append(_compared(before, rejudged(store, judge, before, checks), was, now, circumstances))
        progress.done()
    if runner:
        for before, after in _run_again(store, judge, now, runner, signed):
            regraded.append(_compared(before, after, _version(before, versions), now, circumstances))
            progress.done()
    regraded.sort(key=lambda student: student.student)
    overtaken = store.replace(now, [(student.was, student.row) for student in regraded], signed) if signed else ()
    moves = tuple(student.moved for student in regraded if student.moved)
    return Changes(
        now.week,
        tuple(causes),
        moves,
        same=len(regraded) - len(moves),
        rerun=tuple(stale) if runner else (),
        stale=() if runner else tuple(stale),
        overtaken=overtaken,
    )


# ---------------------------------------------------------------------- the version a grade rests on


def _versions(store: Store, week: str) -> dict[str, WeekVersion]:
    """The versions that grades may rest on, by digest.

    The late rule is the last one's, whatever they rest on.
    """
    versions = store.versions(week)
    last = versions[-1]
    rule = {name: piece for name, piece in last.pieces.items() if name.startswith(Change.LATE)}
    return {
        version.digest: replace(version, due=last.due, late=last.late, pieces={**version.pieces, **rule})
        for version in versions
    }


def _version(grade: Grade, versions: Mapping[str, WeekVersion]) -> WeekVersion:
    return versions.get(grade.provenance.week, WeekVersion(grade.week, ""))


def _is_outdated(grade: Grade, was: WeekVersion, now: WeekVersion) -> bool:
    """True where a student's tapes answer other questions than the week asks now."""
    return grade.submission is not None and recording_digest(was) != recording_digest(now)


# ---------------------------------------------------------------------- new verdicts, of tapes on record or made anew


def _run_again(
    store: Store, judge: Judge, now: WeekVersion, runner: Runner, signed: Signed | None
) -> Iterator[tuple[Grade, Grade]]:
    """Grades of works whose tapes are outdated, before and after these ran again."""
    for work, recording in runner.recorded(outdated(store, now)):
        before = store.grade_of(work.week, work.student)
        assert before is not None, "grades on record give way to others, and are never taken away"
        assert before.submission is not None, "without work there are no tapes"
        after = judged(judge, before.submission, recording, isolation=str(runner.isolation))
        if signed:
            store.keep_recording(recording, after.provenance, now, signed)
        yield before, after


def rejudged(store: Store, judge: Judge, grade: Grade, checks: frozenset[str]) -> Grade:
    """The grade that its tapes earn now.

    Verdicts of other checks than `checks` stay; all points are given anew.
    """
    grade = replace(grade, provenance=replace(grade.provenance, week=judge.assignment.digest))
    if grade.submission is None:
        return grade
    verdicts = {each.verdict.check: each.verdict for each in grade.marks}
    recording = _tapes(store, grade, _exercises(judge, checks)) if checks else None
    if recording:
        verdicts |= _verdicts(store, judge, grade, recording, checks)
    found = [verdicts[check.name] for check in judge.checks if check.name in verdicts]
    marks = marked(judge, found, grade.submission)
    return replace(grade, status=status(marks), marks=marks, recording=recording)


def _verdicts(
    store: Store, judge: Judge, grade: Grade, recording: Recording, checks: frozenset[str]
) -> dict[str, Verdict]:
    """New verdicts of the exercises touched and of those that rest on them.

    An own helper that is wrong costs there and not where it is called: so what a touched exercise calls is judged
    with it, and where another exercise is wrong than before, so is everything that was wrong.
    """
    if len(checks) == len(judge.checks):
        return {verdict.check: verdict for verdict in judge.judge(recording)}
    exercises = _exercises(judge, checks)
    before = {each.verdict.check: each.verdict for each in grade.marks}
    now = _verdicts_of(store, judge, grade, recording, exercises)
    wrong = _wrong(judge, before.values())
    if _wrong(judge, {**before, **now}.values()) != wrong:
        now |= _verdicts_of(store, judge, grade, recording, exercises | wrong)
    return now


def _verdicts_of(
    store: Store, judge: Judge, grade: Grade, recording: Recording, exercises: set[str]
) -> dict[str, Verdict]:
    """Verdicts of some exercises and of all that these call.

    Tapes that are not in hand come from the record.
    """
    tapes = _with(store, grade, recording, exercises)
    called = {call.exercise for tape in tapes.tapes for call in tape.calls} - exercises
    if called:
        exercises = exercises | called
        tapes = _with(store, grade, tapes, exercises)
    return {verdict.check: verdict for verdict in judge.judge(tapes, exercises=exercises)}


def _with(store: Store, grade: Grade, recording: Recording, exercises: set[str]) -> Recording:
    """The tapes in hand, if they show all of these exercises; else those on record."""
    shown = {tape.probe.partition("/")[0] for tape in recording.tapes}
    return recording if exercises <= shown else _tapes(store, grade, shown | exercises) or recording


def _tapes(store: Store, grade: Grade, exercises: set[str]) -> Recording | None:
    return store.tapes(grade.week, grade.student, exercises)


def _exercises(judge: Judge, checks: frozenset[str]) -> set[str]:
    return {check.exercise for check in judge.checks if check.name in checks}


def _wrong(judge: Judge, verdicts: Iterable[Verdict]) -> set[str]:
    """Exercises that some check finds wrong, be it by their own helper."""
    exercises = {check.name: check.exercise for check in judge.checks}
    return {
        exercises[verdict.check]
        for verdict in verdicts
        if verdict.check in exercises and (verdict.outcome is Outcome.FAILED or verdict.carried)
    }


# ---------------------------------------------------------------------- one student, before and after


@dataclass(frozen=True, slots=True)
class _Regraded:
    """As much of a student as a class of thousands leaves room for.

    `was` is a digest, `row` the packed new grade.
    """

    student: str
    moved: Moved | None
    was: str
    row: dict[str, Any]


def _compared(
    before: Grade, after: Grade, was: WeekVersion, now: WeekVersion, circumstances: Mapping[str, Circumstances]
) -> _Regraded:
    decided = circumstances.get(after.student, Circumstances())
    old = final(before, decided, due=was.due, late=was.late)
    new = final(after, decided, due=now.due, late=now.late)
    return _Regraded(after.student, moved(old, new, was, now), columns(before)["digest"], columns(after))
