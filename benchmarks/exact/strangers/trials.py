"""Programs of strangers → what each earned, and what was said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from autograder.judge import Judge
from autograder.model import Kind, Measure, Outcome, Verdict
from autograder.sandbox import Sandbox, record, recorded_ahead
from autograder.workflows.audit import ProgramKind
from autograder.workflows.audit.candidates import Candidate
from exact.strangers.programs import Program

UNSAID = {Kind.VALUE, Kind.OTHER}
"""Differences that say no more than that a value is wrong."""


@dataclass(frozen=True)
class Result:
    """One program's verdicts on its own exercise."""

    program: Program
    verdicts: tuple[Verdict, ...]

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The verdicts that cost something by themselves."""
        return tuple(v for v in self.verdicts if v.outcome is Outcome.FAILED)

    @property
    def ungraded(self) -> bool:
        """True where a person must look."""
        return any(v.outcome is Outcome.UNGRADED for v in self.verdicts)

    @property
    def astray(self) -> bool:
        """True where a right one lost something, or a wrong one nothing."""
        if self.program.right:
            return any(v.outcome in {Outcome.FAILED, Outcome.BLOCKED} for v in self.verdicts)
        return not self.failed and not self.ungraded

    @property
    def names(self) -> frozenset[str]:
        """The known mistakes it is said to make."""
        return frozenset(name for v in self.verdicts for name in v.mistakes)

    @property
    def described(self) -> bool:
        """True where a failed check says more than that a value is another."""
        return any(_says(v) for v in self.failed)

    @property
    def said(self) -> bool:
        """True where it is named or described."""
        return bool(self.names) or self.described

    @property
    def fell(self) -> bool:
        """True where it was taken for the opposite, not graded, or wrong and nothing was said of it."""
        return self.astray or self.ungraded or not (self.program.right or self.said)

    @property
    def story(self) -> str:
        """The result in one line."""
        if self.names:
            return ", ".join(sorted(self.names))
        return "; ".join(f"{v.check} {v.outcome} {_told(v)}" for v in self.verdicts if v.outcome is not Outcome.PASSED)


def tried(judge: Judge, sandbox: Sandbox, programs: Iterable[Program]) -> Iterator[Result]:
    """Record and judge each as a student's work; recordings run a little ahead."""
    assignment = judge.assignment
    sources = {module: (source,) for module, source in assignment.sources.items()}
    by_name = {program: _candidate(program, sources) for program in programs}
    recording = _recorder(judge, sandbox)
    for program, recorded in recorded_ahead(by_name, lambda one: recording(by_name[one]), threads=2):
        yield Result(program, judge.judge(recorded, exercises={program.exercise}))


def _recorder(judge: Judge, sandbox: Sandbox) -> Callable[[Candidate], object]:
    assignment = judge.assignment
    return lambda one: record(one.submission(assignment.week), assignment, sandbox, probes=one.probes(assignment))


def _candidate(program: Program, sources: dict[str, tuple[str, ...]]) -> Candidate:
    cells = {**sources, program.module: (*sources[program.module], program.source)}
    kind = ProgramKind.RIGHT if program.right else ProgramKind.WRONG
    return Candidate(program.name, kind, program.exercise, cells, frozenset({program.exercise}))


def _says(verdict: Verdict) -> bool:
    found = verdict.difference
    if verdict.mistakes or found is None:
        return bool(verdict.mistakes)
    own_words = found.note not in {"", "unseen"} and not found.note.startswith("assert")
    rule = found.pattern
    measured = rule is not None and (rule.measure is not Measure.APART or rule.quantity in {"carried", "yhat"})
    return found.kind not in UNSAID or own_words or measured or found.expected == "None"


def _told(verdict: Verdict) -> str:
    found = verdict.difference
    if found is None:
        return ""
    return f"{found.kind} {found.quantity} epoch {found.epoch} {found.got} for {found.expected} {found.note} {found.pattern or ''}"
