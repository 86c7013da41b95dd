"""Recordings and an assignment → Verdicts, in the order the checks are written."""

from __future__ import annotations

import warnings
from collections.abc import Container, Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cached_property, partial
from io import StringIO
from types import TracebackType
from typing import Self

import torch

from autograder.errors import InstructorError, OverBudgetError
from autograder.judge.case import Case
from autograder.judge.comparison import Tolerance
from autograder.judge.diagnosis import MistakeLibrary
from autograder.judge.every_epoch import EveryEpoch
from autograder.judge.kept_results import KeptResults
from autograder.judge.kept_tapes import KeptTapes
from autograder.judge.measure import VALUE
from autograder.judge.own_helpers.follow_through import carried
from autograder.judge.plugin import CheckResult, needed
from autograder.judge.program import Program
from autograder.judge.pytest_session import PytestSession
from autograder.judge.tolerances import read_tolerances
from autograder.model import Assignment, Check, Difference, Kind, Outcome, Recording, Tape, Value, Verdict, steps_of

LOOP = "loop"
MOST_CACHED = 50_000


class Judge:
    """Everything judging needs that no student changes.

    Collected checks, the solution, the known mistakes.

    Collects when it is made. A check that looks at a probe that is not there raises InstructorError.
    """

    def __init__(self, assignment: Assignment) -> None:
        torch.set_num_threads(1)
        self.tolerances = read_tolerances(assignment.folder)
        self._session = PytestSession(assignment.folder / "checks", assignment.probes, self.tolerances)
        self.checks = self._session.checks
        self.sources = self._session.sources
        if stray := _without_probe(self.checks, assignment) or _without_step(self.checks, assignment):
            self._session.close()
            raise InstructorError(stray)
        self.assignment = replace(assignment, checks=self.checks)
        self._kept = KeptTapes(assignment)
        self._kept_results = KeptResults(assignment)
        self.solution = Program(assignment, kept=self._kept)
        self._needs = needed(self.checks)
        self._epochs = EveryEpoch(self.assignment, self.solution, self.tolerances)
        self._library = MistakeLibrary(assignment, self.solution, self._kept)
        self._cache: dict[tuple[str, bytes], CheckResult] = {}

    def __enter__(self) -> Self:
        """Open already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the session, and keep what our own programs showed."""
        self._session.close()
        self._kept.write()
        self._kept_results.write()

    @cached_property
    def right_tapes(self) -> dict[str, Tape]:
        """The solution's own tape of every probe, natively: pictures are drawn beside it."""
        return {probe.id: self.solution.tape(probe, shadow=False) for probe in self.assignment.probes}

    def judge(self, recording: Recording, *, exercises: Container[str] | None = None) -> tuple[Verdict, ...]:
        """One verdict a check, of all exercises or of these."""
        try:
            case = Case(self.assignment, recording, self.solution, takes_roundoff=True)
            return self._judged(case, exercises, None)[0]
        except Exception as error:  # noqa: BLE001 - a forged tape may be anything; it must not stop the class
            note = Difference(Kind.OTHER, note=f"{type(error).__name__}: {error}")
            asked = (check for check in self.checks if exercises is None or check.exercise in exercises)
            return tuple(Verdict(check.name, Outcome.UNGRADED, note) for check in asked)

    def judge_with_results(
        self,
        recording: Recording,
        *,
        exercises: Container[str] | None = None,
        tolerances: Mapping[str, Tolerance] | None = None,
    ) -> tuple[tuple[Verdict, ...], dict[str, CheckResult]]:
        """Verdicts, and the results they rest on.

        How far each check let a value be from the solution's.

        `tolerances` stand in for the week's own.
        """
        return self._judged(Case(self.assignment, recording, self.solution), exercises, tolerances)

    def _judged(
        self, case: Case, exercises: Container[str] | None, tolerances: Mapping[str, Tolerance] | None
    ) -> tuple[tuple[Verdict, ...], dict[str, CheckResult]]:
        checks = tuple(check for check in self.checks if exercises is None or check.exercise in exercises)
        results = self._results(case, checks, tolerances)
        verdicts = {check.name: self._verdict(check, results) for check in checks}
        verdicts |= _by_the_loop(case, checks, verdicts)
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")  # what a known mistake prints, and torch says of it, is nobody's news
            named = self._explained(case, checks, verdicts, results)
        return named, results

    def _explained(
        self, case: Case, checks: tuple[Check, ...], verdicts: dict[str, Verdict], results: Mapping[str, CheckResult]
    ) -> tuple[Verdict, ...]:
        """A failure carried over from a helper, or named as a known mistake.

        For a person where that takes too long. What waited for a check that is carried waits no longer.
        """
        try:
            while found := carried(case, checks, verdicts, partial(self._results, tolerances=None)):
                verdicts |= found
                verdicts |= _freed(verdicts, results)
            named = {verdict.check: verdict for verdict in self._library.named(case, checks, verdicts)}
            return tuple(self._measured(case, check, named[check.name]) for check in checks)
        except OverBudgetError as error:
            note = Difference(Kind.OTHER, note=str(error))
            return tuple(
                Verdict(verdict.check, Outcome.UNGRADED, note) if verdict.outcome is Outcome.FAILED else verdict
                for verdict in verdicts.values()
            )

    def _measured(self, case: Case, check: Check, verdict: Verdict) -> Verdict:
        """The verdict on a step that no known mistake explains.

        With what can be measured of it on the whole path.
        """
        found = verdict.difference
        known = verdict.mistakes or verdict.outcome is not Outcome.FAILED
        if (
            known
            or found is None
            or (found.pattern and found.pattern.quantity != VALUE)
            or found.kind not in {Kind.VALUE, Kind.NOT_FINITE, Kind.OTHER}
        ):
            return verdict
        pattern = self._epochs.measured(case, check, found.loop)
        return replace(verdict, difference=replace(found, pattern=pattern)) if pattern else verdict

    def keep(self, mistake: str, tapes: Iterable[Tape]) -> None:
        """Keep a known mistake's tapes that were recorded elsewhere.

        A long one need not be run here again.
        """
        self._library.keep(mistake, tapes)

    def run_checks(
        self, recording: Recording, checks: Iterable[Check], *, tolerances: Mapping[str, Tolerance] | None = None
    ) -> dict[str, CheckResult]:
        """Run these checks alone: no mistake is named, nothing is carried over.

        `tolerances` stand in for the week's own.
        """
        return self._results(Case(self.assignment, recording, self.solution), tuple(checks), tolerances)

    def _results(
        self, case: Case, checks: tuple[Check, ...], tolerances: Mapping[str, Tolerance] | None
    ) -> dict[str, CheckResult]:
        if tolerances is None:
            shown = self._cached_results(case, checks)
        else:
            shown = self._session.find(case, [check.name for check in checks], tolerances)
        found = {check.name: self._owned(shown[check.name], case, check) for check in checks}
        return found | self._epochs.looked_at(case, found, tolerances)

    def _cached_results(self, case: Case, checks: tuple[Check, ...]) -> dict[str, CheckResult]:
        """Results by check and the digest of its tapes: a cache across students.

        Most right answers to a small exercise agree to the bit, nearly all others to roundoff.
        """
        solved = {check.name: check.probe for check in checks if case.is_solved(check.probe)}
        keys = {c.name: (c.name, b"" if c.name in solved else case.digest(c.probe)) for c in checks}
        before = {name: self._cache[key] for name, key in keys.items() if key in self._cache}
        asked = [name for name in keys if name not in before]
        fresh = self._session.find(case, [name for name in asked if name not in solved])
        fresh |= self._own_results(case, {name: solved[name] for name in asked if name in solved})
        if len(self._cache) + len(fresh) > MOST_CACHED:
            self._cache.clear()
        sure = {name: result for name, result in fresh.items() if result.outcome is not Outcome.UNGRADED}
        self._cache |= {keys[name]: result for name, result in sure.items()}
        return before | fresh

    def _own_results(self, case: Case, probes: Mapping[str, str]) -> dict[str, CheckResult]:
        """Results of checks, by the probe of each, on the solution's own tapes."""
        known = {name: result for name, result in self._kept_results.results().items() if name in probes}
        asked = [name for name in probes if name not in known]
        found = self._session.find(case.solved(*{probes[name] for name in asked}), asked) if asked else {}
        self._kept_results.keep({n: result for n, result in found.items() if result.outcome is not Outcome.UNGRADED})
        return known | found

    def _owned(self, result: CheckResult, case: Case, check: Check) -> CheckResult:
        """Tell whose fault a check's exception is.

        Ours only where it raises on the solution's own tapes too, or but once on the student's.
        """
        if result.outcome is not Outcome.UNGRADED or result.ours or result.difference is None:
            return result
        if case.tapes.get(check.probe, (None, None))[0] is None:
            return result
        departure = _departure(case, check)
        if departure is None or departure.kind not in {Kind.TYPE, Kind.SHAPE}:
            again, right = (
                self._session.find(one, [check.name])[check.name].outcome for one in (case, case.solved(check.probe))
            )
            if (again, right) != (Outcome.UNGRADED, Outcome.PASSED):
                return result
        return replace(result, outcome=Outcome.FAILED, difference=departure or Difference(Kind.OTHER, note="unseen"))

    def _verdict(self, check: Check, results: dict[str, CheckResult]) -> Verdict:
        waits = tuple(need for need in self._needs[check.name] if results[need].outcome is not Outcome.PASSED)
        mine = results[check.name]
        if waits and mine.outcome is not Outcome.UNGRADED:
            return Verdict(check.name, Outcome.BLOCKED, waits_for=waits)
        return Verdict(check.name, mine.outcome, mine.difference)


def _freed(verdicts: Mapping[str, Verdict], results: Mapping[str, CheckResult]) -> dict[str, Verdict]:
    """The checks that waited for what has passed by now, each as it went itself."""
    waiting = [verdict for verdict in verdicts.values() if verdict.outcome is Outcome.BLOCKED]
    return {
        one.check: Verdict(one.check, results[one.check].outcome, results[one.check].difference)
        for one in waiting
        if all(verdicts[need].outcome is Outcome.PASSED for need in one.waits_for if need in verdicts)
    }


def _without_probe(checks: Iterable[Check], assignment: Assignment) -> str:
    """A sentence about the first check that looks at a probe that is not there."""
    there = {probe.id for probe in assignment.probes}
    stray = next((check for check in checks if check.probe and check.probe not in there), None)
    if stray is None:
        return ""
    return f"{stray.name} looks at the probe {stray.probe}; expected one of PROBES. Write it in {assignment.folder}/probes.py."


def _without_step(checks: tuple[Check, ...], assignment: Assignment) -> str:
    """A sentence about the first check of a step that the week does not have."""
    known = steps_of(assignment.steps)
    stray = next((check for check in checks if check.step not in known), None)
    if stray is None:
        return ""
    return f"{stray.name} is about the step {stray.step!r}; expected one of {', '.join(known)}. Name it in [steps] of {assignment.folder}/week.toml."


def _by_the_loop(case: Case, checks: tuple[Check, ...], verdicts: dict[str, Verdict]) -> dict[str, Verdict]:
    """A bare loop cannot be called with other inputs.

    Such a check goes as those of its step that the loop can show.
    """
    shown = [check for check in checks if case.is_bare(check.probe)]
    found = {}
    for check in (check for check in checks if case.stands_in(check.probe)):
        alike = [verdicts[c.name] for c in shown if (c.exercise, c.step) == (check.exercise, check.step)]
        worst = next((verdict for verdict in alike if verdict.outcome is not Outcome.PASSED), None)
        outcome, difference = (worst.outcome, worst.difference) if worst else (Outcome.PASSED, None)
        found[check.name] = Verdict(check.name, outcome, difference, carried=(LOOP,) if worst is None else ())
    return found


def _departure(case: Case, check: Check) -> Difference | None:
    """Where a student's values first are of another kind than the solution's.

    Type, parts, shape, dtype, graph.
    """
    native = case.tapes.get(check.probe, (None, None))[0]
    right = case.solved(check.probe).tapes[check.probe][0]
    if native is None or right is None:
        return None
    pairs = [("returned", native.returned, right.returned)]
    pairs += [
        (name, native.seen.get(name), value) for name, value in right.seen.items() if not name.startswith("loop.")
    ]
    return next((one for pair in pairs if (one := _other_kind(*pair))), None)


def _other_kind(quantity: str, got: Value | None, right: Value | None) -> Difference | None:
    if got is None or right is None:
        return None
    if (got.type, len(got.items)) != (right.type, len(right.items)):
        return Difference(Kind.TYPE, quantity, got=got.type, expected=right.type)
    for kind, mine, theirs in (
        (Kind.SHAPE, got.shape, right.shape),
        (Kind.DTYPE, got.dtype, right.dtype),
        (Kind.GRAPH, got.graph, right.graph),
    ):
        if mine != theirs:
            return Difference(kind, quantity, got=str(mine), expected=str(theirs))
    return next(
        (one for pair in zip(got.items, right.items, strict=True) if (one := _other_kind(quantity, *pair))), None
    )
