"""Recordings and an assignment → Verdicts, in the order the checks are written."""

from __future__ import annotations

import warnings
from collections.abc import Container, Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cached_property
from io import StringIO
from types import TracebackType
from typing import Self

import torch

from autograder.errors import InstructorError
from autograder.judge.answers import Program
from autograder.judge.bench import Bench
from autograder.judge.carried import carried
from autograder.judge.case import Sitting
from autograder.judge.comparison import Tolerance
from autograder.judge.diagnose import Library
from autograder.judge.plugin import Found, needed
from autograder.judge.tolerances import read_tolerances
from autograder.model import Assignment, Check, Difference, Kind, Outcome, Recording, Tape, Verdict

LOOP = "loop"
MOST_JUDGED = 50_000


class Judge:
    """Owns what judging needs and no student changes: the collected checks, the solution, the known mistakes."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.solution = Program(assignment)
        self.tolerances = read_tolerances(assignment.folder)
        self._bench = Bench(assignment.folder / "checks", assignment.probes, self.tolerances)
        self._library = Library(assignment, self.solution)
        self._judged: dict[tuple[str, bytes], Found] = {}

    def __enter__(self) -> Self:
        """Collect the checks. One that looks at a probe that is not there raises InstructorError."""
        torch.set_num_threads(1)
        self._bench.__enter__()
        if stray := _without_probe(self.checks, self.assignment):
            self._bench.__exit__(None, None, None)
            raise InstructorError(stray)
        self.assignment = replace(self.assignment, checks=self.checks)
        self._needs = needed(self.checks)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the session."""
        self._bench.__exit__(kind, error, trace)

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every hidden check of the week."""
        return self._bench.checks

    @cached_property
    def right_tapes(self) -> dict[str, Tape]:
        """The solution's own tape of every probe, natively: what pictures are drawn beside."""
        return {probe.id: self.solution.tape(probe, shadow=False) for probe in self.assignment.probes}

    def judge(self, recording: Recording, *, exercises: Container[str] | None = None) -> tuple[Verdict, ...]:
        """One verdict a check, of all exercises or of these."""
        try:
            return self.judge_closely(recording, exercises=exercises)[0]
        except Exception as error:  # noqa: BLE001 - a forged tape may be anything; it must not stop the class
            note = Difference(Kind.OTHER, note=f"{type(error).__name__}: {error}")
            asked = (check for check in self.checks if exercises is None or check.exercise in exercises)
            return tuple(Verdict(check.name, Outcome.UNGRADED, note) for check in asked)

    def judge_closely(
        self,
        recording: Recording,
        *,
        exercises: Container[str] | None = None,
        tolerances: Mapping[str, Tolerance] | None = None,
    ) -> tuple[tuple[Verdict, ...], dict[str, Found]]:
        """The verdicts, and what they rest on: how far each check let a value be from the solution's.

        `tolerances` stand in for the week's own.
        """
        sitting = Sitting(self.assignment, recording, self.solution)
        checks = tuple(check for check in self.checks if exercises is None or check.exercise in exercises)
        found = self._found(sitting, checks, tolerances)
        verdicts = {check.name: self._verdict(check, found) for check in checks}
        verdicts |= _by_the_loop(sitting, checks, verdicts)
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")  # what a known mistake prints, and torch says of it, is nobody's news
            verdicts |= carried(sitting, checks, verdicts)
            named = tuple(self._library.named(sitting, checks, verdicts))
        return named, found

    def keep(self, mistake: str, tapes: Iterable[Tape]) -> None:
        """Tapes of a known mistake that were recorded elsewhere: where they are long, it need not be run here again."""
        self._library.keep(mistake, tapes)

    def find(
        self, recording: Recording, checks: Iterable[Check], *, tolerances: Mapping[str, Tolerance] | None = None
    ) -> dict[str, Found]:
        """What each of these checks shows by itself: no names, nothing carried. `tolerances` stand in for the week's own."""
        return self._found(Sitting(self.assignment, recording, self.solution), tuple(checks), tolerances)

    def _found(
        self, sitting: Sitting, checks: tuple[Check, ...], tolerances: Mapping[str, Tolerance] | None
    ) -> dict[str, Found]:
        if tolerances is None:
            shown = self._found_once(sitting, checks)
        else:
            shown = self._bench.find(sitting, [check.name for check in checks], tolerances)
        return {check.name: _owned(shown[check.name], sitting, check) for check in checks}

    def _found_once(self, sitting: Sitting, checks: tuple[Check, ...]) -> dict[str, Found]:
        """A tape is judged once, whoever handed it in: most right answers to a small exercise agree to the bit."""
        keys = {check.name: (check.name, sitting.mark(check.probe)) for check in checks}
        before = {name: self._judged[key] for name, key in keys.items() if key in self._judged}
        fresh = self._bench.find(sitting, [name for name in keys if name not in before])
        if len(self._judged) + len(fresh) > MOST_JUDGED:
            self._judged.clear()
        sure = {name: found for name, found in fresh.items() if found.outcome is not Outcome.UNGRADED}
        self._judged |= {keys[name]: found for name, found in sure.items()}
        return before | fresh

    def _verdict(self, check: Check, found: dict[str, Found]) -> Verdict:
        waits = tuple(need for need in self._needs[check.name] if found[need].outcome is not Outcome.PASSED)
        mine = found[check.name]
        if waits and mine.outcome is not Outcome.UNGRADED:
            return Verdict(check.name, Outcome.BLOCKED, waits_for=waits)
        return Verdict(check.name, mine.outcome, mine.difference)


def _without_probe(checks: Iterable[Check], assignment: Assignment) -> str:
    """What to say of the first check that looks at a probe that is not there."""
    there = {probe.id for probe in assignment.probes}
    stray = next((check for check in checks if check.probe and check.probe not in there), None)
    if stray is None:
        return ""
    return f"{stray.name} looks at the probe {stray.probe}; expected one of PROBES. Write it in {assignment.folder}/probes.py."


def _by_the_loop(sitting: Sitting, checks: tuple[Check, ...], verdicts: dict[str, Verdict]) -> dict[str, Verdict]:
    """A bare loop cannot be called with other inputs: such a check goes as those of its step that the loop can show."""
    shown = [check for check in checks if sitting.is_bare(check.probe)]
    found = {}
    for check in (check for check in checks if sitting.stands_in(check.probe)):
        alike = [verdicts[c.name] for c in shown if (c.exercise, c.step) == (check.exercise, check.step)]
        worst = next((verdict for verdict in alike if verdict.outcome is not Outcome.PASSED), None)
        outcome, difference = (worst.outcome, worst.difference) if worst else (Outcome.PASSED, None)
        found[check.name] = Verdict(check.name, outcome, difference, carried=(LOOP,) if worst is None else ())
    return found


def _owned(found: Found, sitting: Sitting, check: Check) -> Found:
    """A check that raises is ours, unless the student's value is not of the kind that the solution's is."""
    native = sitting.tapes.get(check.probe, (None, None))[0]
    if found.outcome is not Outcome.UNGRADED or found.ours or found.difference is None or native is None:
        return found
    right = sitting.solution_program.tape(sitting.probe(check.probe, shadow=False), shadow=False).returned
    got = native.returned
    if (
        right is None
        or got is None
        or (got.type, len(got.items), got.shape) == (right.type, len(right.items), right.shape)
    ):
        return found
    if got.type == right.type and got.shape != right.shape:
        difference = Difference(Kind.SHAPE, "returned", got=str(got.shape), expected=str(right.shape))
    else:
        difference = Difference(Kind.TYPE, "returned", got=got.type, expected=right.type)
    return replace(found, outcome=Outcome.FAILED, difference=difference)
