"""A week that changed, and its tapes on record → who moves and why; and, signed, the marks that stand from now on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from autograder.changes.version import recording_digest
from autograder.grading.provenance import provenance
from autograder.model import Changes, Outcome, Signed
from autograder.workflows import worth
from autograder.workflows.grade import Recorded
from autograder.workflows.regrading import regrade as judge_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from autograder.judge import Judge  # noqa: TC004 - torch
    from autograder.model import Grade, Mark, Recording, Status, Submission, Verdict
    from autograder.store.store import Store


def regrade(
    store: Store, judge: Judge, *, recorded: Recorded | None = None, isolation: str = "", signed: Signed | None = None
) -> Changes:
    """Judge the stored tapes of a week as it is now. Signed, all of it is applied; unsigned, nothing is written.

    `recorded` is asked only where the probes changed; without it, those students stay as they are.
    """
    bench = _Bench(store, judge, isolation, recorded)
    record = bench.run if recorded else None
    return judge_again(store, worth.week_version(judge.assignment, judge), bench.again, record=record, signed=signed)


def asks_anew(store: Store, judge: Judge) -> bool:
    """Whether the week asks students' work for something that their tapes do not hold."""
    now = recording_digest(worth.week_version(judge.assignment, judge))
    known = {one.digest for one in store.versions(judge.assignment.week) if recording_digest(one) == now}
    return any(one.submission and one.provenance.week not in known for one in store.grades(judge.assignment.week))


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where a report is judged again: what its tapes do not show is fetched from the record."""

    store: Store
    judge: Judge
    isolation: str
    recorded: Recorded | None
    ran: set[str] = field(default_factory=set)

    def run(self, works: Iterable[Submission]) -> Iterator[tuple[Submission, Recording]]:
        """New tapes, made here and now."""
        assert self.recorded
        for work, made in self.recorded(works):
            self.ran.add(work.student)
            yield work, made

    def again(self, report: Grade, checks: frozenset[str]) -> Grade:
        """The report that its tapes earn now."""
        now = replace(report.provenance, week=self.judge.assignment.digest)
        if report.submission is None:
            return replace(report, provenance=now)
        if report.student in self.ran:
            now = provenance(self.judge.assignment, report.submission, self.isolation)
        verdicts = {mark.verdict.check: mark.verdict for mark in report.marks}
        if checks and report.recording:
            verdicts |= self._verdicts(report, report.recording, checks)
        marks = self._marks(verdicts, report.submission)
        return replace(report, status=_status(marks), marks=marks, provenance=now)

    def _verdicts(self, report: Grade, recording: Recording, checks: frozenset[str]) -> dict[str, Verdict]:
        """Of the exercises that are touched, and of those whose fate hangs on theirs.

        An own helper that is wrong costs there and not where it is called: so what a touched exercise calls is judged
        with it, and where another exercise is wrong than before, so is everything that was wrong.
        """
        if len(checks) == len(self.judge.checks):
            return {verdict.check: verdict for verdict in self.judge.judge(recording)}
        touched = {check.exercise for check in self.judge.checks if check.name in checks}
        found = self._judged(report, recording, touched)
        old = {mark.verdict.check: mark.verdict for mark in report.marks}
        if self._wrong({**old, **found}.values()) != self._wrong(old.values()):
            found |= self._judged(report, recording, touched | self._wrong(old.values()))
        return found

    def _judged(self, report: Grade, recording: Recording, exercises: set[str]) -> dict[str, Verdict]:
        tapes = self._tapes(report, recording, exercises)
        called = {call.exercise for tape in tapes.tapes for call in tape.calls} - exercises
        if called:
            exercises = exercises | called
            tapes = self._tapes(report, tapes, exercises)
        return {verdict.check: verdict for verdict in self.judge.judge(tapes, exercises=exercises)}

    def _tapes(self, report: Grade, recording: Recording, exercises: set[str]) -> Recording:
        """What is in hand, if it shows all of these exercises; else what is on record."""
        shown = {tape.probe.partition("/")[0] for tape in recording.tapes}
        if exercises <= shown:
            return recording
        return self.store.tapes(report.week, report.student, shown | exercises) or recording

    def _wrong(self, verdicts: Iterable[Verdict]) -> set[str]:
        exercises = {check.name: check.exercise for check in self.judge.checks}
        return {
            exercises[verdict.check]
            for verdict in verdicts
            if verdict.check in exercises and (verdict.outcome is Outcome.FAILED or verdict.carried)
        }

    def _marks(self, verdicts: dict[str, Verdict], work: Submission) -> tuple[Mark, ...]:
        """Points are given anew, of every check that the week has now."""
        from autograder.grading.marking import mark

        here = [verdicts[check.name] for check in self.judge.checks if check.name in verdicts]
        return mark(self.judge.checks, here, work)


def _status(marks: tuple[Mark, ...]) -> Status:
    from autograder.grading.marking import status

    return status(marks)
