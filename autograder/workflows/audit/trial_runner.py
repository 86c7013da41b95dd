"""Candidates → Trials: recorded in the sandbox as students are, and judged.

Recordings run a few ahead of the judge.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from autograder.judge import CheckResult, Judge, Tolerance
from autograder.judge.learnt import write_tapes
from autograder.model import Check, Limits, Outcome, Probe, Recording, Tape, Value, Verdict
from autograder.mutation.inputs import MOST_LABELS
from autograder.recorder.describe import tensor
from autograder.sandbox import Sandbox, record, recorded_ahead
from autograder.workflows.audit.candidates import Candidate
from autograder.workflows.audit.trial import Distance, ProgramKind, ReturnedForm, Trial

LONG = 500
"""Epochs of the solution from which a probe is long: a mutant is asked it only if the others let it live."""

MUTANT_SECONDS = 5.0
Tolerances = Mapping[str, Tolerance]


@dataclass(frozen=True)
class TrialRunner:
    """The week's judge, a sandbox, the long probes, other limits than the week's."""

    judge: Judge
    sandbox: Sandbox
    long: frozenset[str] = frozenset()
    limits: Limits | None = None

    def recorded(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, Recording]]:
        """Record in the order given; only a few recordings wait to be judged."""
        return recorded_ahead(candidates, self.record, threads=os.cpu_count() or 1)

    def record(self, candidate: Candidate) -> Recording:
        """Make every call in which it could differ; of a mutant, the short ones."""
        probes = candidate.probes(self.judge.assignment)
        short = tuple(probe for probe in probes if probe.id not in self.long)
        return self._record(candidate, short if candidate.kind is ProgramKind.MUTANT and short else probes)

    def judged(self, candidate: Candidate, recording: Recording, tolerances: Tolerances | None = None) -> Trial:
        """Judge a program as a student's: named, followed through."""
        if candidate.kind is ProgramKind.WRONG:
            self._keep(candidate, recording)
        verdicts, found = self.judge.judge_with_results(recording, exercises=candidate.touched, tolerances=tolerances)
        return Trial(
            candidate.name, candidate.kind, candidate.exercise, verdicts, _distances(found), where=candidate.where
        )

    def survival(self, candidate: Candidate, recording: Recording, tolerances: Tolerances | None = None) -> Trial:
        """Judge a mutant: it lives if no check of its exercise fails it.

        The short probes come first, then all of them.
        """
        trial = self._lone(candidate, recording, tolerances)
        asked = {tape.probe for tape in recording.tapes}
        left = tuple(probe for probe in candidate.probes(self.judge.assignment) if probe.id not in asked)
        if not left or not trial.survived:
            return trial
        later = self._record(candidate, left)
        return self._lone(candidate, replace(recording, tapes=recording.tapes + later.tapes), tolerances)

    def _keep(self, candidate: Candidate, recording: Recording) -> None:
        """Spare the judge running a known mistake again.

        In long calls, and of a student's altogether, now and later.
        """
        assignment = self.judge.assignment
        learnt = next((one for one in assignment.mistakes if one.learnt and one.name == candidate.name), None)
        if learnt is not None:
            write_tapes(assignment, learnt, recording.tapes)
        self.judge.keep(candidate.name, (tape for tape in recording.tapes if learnt or tape.probe in self.long))

    def _lone(self, candidate: Candidate, recording: Recording, tolerances: Tolerances | None) -> Trial:
        found = self.judge.run_checks(
            recording, asked(self.judge.checks, candidate.touched, recording), tolerances=tolerances
        )
        verdicts = tuple(Verdict(name, one.outcome, one.difference) for name, one in found.items())
        return Trial(
            candidate.name,
            candidate.kind,
            candidate.exercise,
            verdicts,
            _distances(found),
            candidate.diff,
            candidate.where,
            same=self._is_the_solutions(recording),
            returned=self._returned(candidate, recording) if candidate.kind is ProgramKind.MUTANT else (),
        )

    def _is_the_solutions(self, recording: Recording) -> bool:
        """True where every call shows just what the solution shows in it."""
        right = self.judge.right_tapes
        return all(_shown(tape) == _shown(right[tape.probe]) for tape in recording.tapes if not tape.shadow)

    def _returned(self, candidate: Candidate, recording: Recording) -> tuple[ReturnedForm, ...]:
        """The forms of what the solution returns where a mutant returns otherwise."""
        right = self.judge.right_tapes
        values = [right[tape.probe].returned for tape in recording.tapes if not tape.shadow]
        return tuple(_form(part) for value in values if value for part in _parts(value, changed_part(candidate.diff)))

    def _record(self, candidate: Candidate, probes: tuple[Probe, ...]) -> Recording:
        assignment = replace(self.judge.assignment, limits=self.limits or self.judge.assignment.limits)
        if candidate.kind is ProgramKind.MUTANT and not self.long.intersection(probe.id for probe in probes):
            wall = assignment.limits.wall_seconds
            seconds = min(wall, max(MUTANT_SECONDS, wall / 4))
            assignment = replace(assignment, limits=replace(assignment.limits, wall_seconds=seconds))
        return record(candidate.submission(assignment.week), assignment, self.sandbox, probes=probes)


def asked(checks: Iterable[Check], exercises: Collection[str], recording: Recording) -> tuple[Check, ...]:
    """Take the checks of these exercises whose probe was called."""
    called = {tape.probe for tape in recording.tapes}
    return tuple(check for check in checks if check.exercise in exercises and check.probe in called)


def long_probes(recording: Recording) -> frozenset[str]:
    """List the probes in which the solution turned a loop very often."""
    return frozenset(tape.probe for tape in recording.tapes if tape.epochs >= LONG)


def changed_part(diff: str) -> int | None:
    """The place of the one part of a returned tuple that a diff changes, or None."""
    gone, come = ([line[1:].strip() for line in diff.splitlines() if line[:1] == sign] for sign in "-+")
    try:
        before, after = (ast.parse("\n".join(lines)).body for lines in (gone, come))
    except SyntaxError:
        return None
    match before, after:
        case [ast.Return(value=ast.Tuple(elts=was))], [ast.Return(value=ast.Tuple(elts=now))] if len(was) == len(now):
            apart = [
                at for at, pair in enumerate(zip(was, now, strict=True)) if ast.unparse(pair[0]) != ast.unparse(pair[1])
            ]
            return apart[0] if len(apart) == 1 else None
    return None


def _parts(value: Value, place: int | None) -> tuple[Value, ...]:
    """A tuple's part in that place, or all of them."""
    parts = value.items if value.type == "tuple" else (value,)
    return parts if place is None or place >= len(parts) else (parts[place],)


def _form(value: Value) -> ReturnedForm:
    if value.type != "Tensor":
        return ReturnedForm(flat=False, labels=False)
    numbers = tensor(value)
    whole = not (numbers.is_floating_point() or numbers.is_complex())
    return ReturnedForm(numbers.ndim == 1, whole and bool(((numbers >= 0) & (numbers <= MOST_LABELS)).all()))


def _shown(tape: Tape) -> tuple[object, ...]:
    """All that a tape shows of values, whatever lines they came from."""
    seen = {name: value for name, value in tape.seen.items() if not name.startswith("loop.")}
    return tape.ending, tape.returned, seen, tape.epochs, tape.columns, tape.changed


def _distances(found: Mapping[str, CheckResult]) -> tuple[tuple[str, Distance], ...]:
    return tuple(
        (name, Distance(one.widest, one.narrowest, one.shadow))
        for name, one in found.items()
        if one.outcome is not Outcome.UNGRADED
    )


Progress = Callable[[str, int, int], None]
"""Told what is tried now, its number, and how many there are."""
