"""Distances of right and wrong programs → the tolerance of every check.

It lies between the widest right one and the narrowest wrong.

For each check and each precision, the shadow's and the native one:

    start      = max(START, 4 · right)             right: the largest distance any right answer showed
    tolerance  = max(start, √(right · wrong))      wrong: the smallest distance beyond `start` that any program showed

in which `right` counts as 8 at least (formulas that nobody has tried yet) and `wrong` as no more than CEILING (mistakes
slighter than any that was tried). In the shadow `wrong` comes below the floor of single precision only for a program
of the instructor's that would lose nothing with that floor under every check: a right program may be written in single
precision. No comparison lies between `start` and `wrong`, so none is decided otherwise by any tolerance between them.
Where a right answer is far from the solution, as with a harmless epsilon inside a log, `right` says so, and the
tolerance of that check alone follows it. docs/exactness.md has the reasons.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from autograder.judge import CheckResult, Judge, Tolerance
from autograder.judge.tolerances import FLOOR
from autograder.model import Check, Outcome, Recording
from autograder.workflows.audit.candidates import Candidate
from autograder.workflows.audit.trial import MeasuredGaps, ProgramKind
from autograder.workflows.audit.trial_runner import asked

START = {True: 1000.0, False: 64.0}
CEILING = {True: 1e8, False: 1024.0}
UNTRIED = 8.0
NEAREST = 2 * FLOOR
"""A distance in the shadow from which on the floor alone tells right from wrong."""
MOST_WIDENED = 50
FARTHEST = {True: 1e12, False: 1e4}
"""A right answer farther from the solution than this is none: 1e-4 in the shadow, 6e-4 natively."""


@dataclass(slots=True)
class Gap:
    """Widest right distance and narrowest refused, of a check in a precision."""

    right: float = 0.0
    wrong: float = math.inf
    other: float = math.inf  # a right answer's, from which on a check looked at it in another way and let it pass

    def start(self, *, shadow: bool) -> float:
        """The distance at which wrong begins."""
        return max(START[shadow], 4 * self.right)

    def tolerance(self, *, shadow: bool) -> float:
        """Take the geometric middle, to two digits."""
        middle = math.sqrt(max(self.right, UNTRIED) * min(self.wrong, self.other, CEILING[shadow]))
        return float(f"{max(self.start(shadow=shadow), middle):.2g}")


@dataclass
class Calibration:
    """Measurements by the week's judge: all the right programs first."""

    judge: Judge
    gaps: dict[tuple[str, bool], Gap] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def measure(self, candidate: Candidate, recording: Recording) -> MeasuredGaps:
        """Measure one program, as it is and without its shadow.

        Without, it is as of code that cannot be widened.
        """
        checks, before = asked(self.judge.checks, candidate.touched, recording), len(self.complaints)
        for shadowless in (False, True):
            one = natively(recording) if shadowless else recording
            match candidate.kind:
                case ProgramKind.SOLUTION | ProgramKind.RIGHT:
                    self._right(candidate, one, checks)
                case ProgramKind.WRONG:
                    self._wrong(one, checks, self.tolerances(), may_be_slight=True)
                case ProgramKind.MUTANT:
                    self._wrong(one, checks, self.floored(), may_be_slight=False)
        keys = ((check.name, shadow) for check in checks for shadow in (True, False))
        gaps = tuple((*key, gap.right, gap.wrong, gap.other) for key in keys if (gap := self.gaps.get(key)))
        return MeasuredGaps(gaps, tuple(self.complaints[before:]))

    def take(self, measured: MeasuredGaps) -> None:
        """Take what an earlier run has measured of a program."""
        for name, shadow, right, wrong, other in measured.gaps:
            gap = self._gap(name, shadow=shadow)
            gap.right, gap.wrong, gap.other = max(gap.right, right), min(gap.wrong, wrong), min(gap.other, other)
        self.complaints += measured.complaints

    def _right(self, candidate: Candidate, recording: Recording, checks: tuple[Check, ...]) -> None:
        """Widen the gap to all that a right program shows: it must pass."""
        for name, found in self._let_pass(recording, checks).items():
            gap = self._gap(name, shadow=found.shadow)
            gap.right = max(gap.right, found.widest)
            gap.other = min(gap.other, found.narrowest)
            if found.outcome is not Outcome.PASSED:
                where = "in the shadow" if found.shadow else "natively"
                self.complaints.append(
                    f"{candidate.kind} {candidate.name} loses {name} {where}, however wide its tolerance."
                )

    def _wrong(
        self,
        recording: Recording,
        checks: tuple[Check, ...],
        tolerances: Mapping[str, Tolerance],
        *,
        may_be_slight: bool,
    ) -> None:
        """Narrow the gap to whatever a wrong program shows beyond the right ones.

        In the shadow below the floor only for a slight mistake; a second time only what came that near is judged.
        """
        found = self.judge.run_checks(recording, checks, tolerances=tolerances)
        is_near = any(one.shadow and one.narrowest < NEAREST for one in found.values())
        is_slight = may_be_slight and is_near and not self._is_clear(recording, checks)
        for name, one in found.items():
            gap = self._gap(name, shadow=one.shadow)
            gap.wrong = min(gap.wrong, max(one.narrowest, NEAREST if one.shadow and not is_slight else 0.0))

    def _is_clear(self, recording: Recording, checks: tuple[Check, ...]) -> bool:
        """True of a program that loses something with every floor in its place."""
        floors = {name: replace(one, shadow=max(one.shadow, FLOOR)) for name, one in self.tolerances().items()}
        found = self.judge.run_checks(recording, checks, tolerances=floors)
        return any(one.outcome is Outcome.FAILED for one in found.values())

    def tolerances(self) -> dict[str, Tolerance]:
        """List for every check the distance at which wrong begins."""
        starts = (
            (c.name, [self._gap(c.name, shadow=s).start(shadow=s) for s in (True, False)]) for c in self.judge.checks
        )
        return {name: Tolerance(shadow, native) for name, (shadow, native) in starts}

    def floored(self) -> dict[str, Tolerance]:
        """List what a mutant must leave.

        Single precision too, which a change made by rule says nothing against.
        """
        return {name: self._floored(name, one) for name, one in self.tolerances().items()}

    def _floored(self, name: str, start: Tolerance) -> Tolerance:
        is_fine = self._gap(name, shadow=True).wrong < NEAREST
        return start if is_fine else replace(start, shadow=max(start.shadow, FLOOR))

    def rows(self, checks: Iterable[Check]) -> dict[str, dict[str, object]]:
        """Write both tolerances of these checks, with their measurements."""
        return {check.name: self._row(check.name) for check in checks}

    def _row(self, name: str) -> dict[str, object]:
        gaps = {"shadow": self._gap(name, shadow=True), "native": self._gap(name, shadow=False)}
        tolerances = {which: gap.tolerance(shadow=which == "shadow") for which, gap in gaps.items()}
        return {**tolerances, "measured": {which: _measured(gap) for which, gap in gaps.items()}}

    def _let_pass(self, recording: Recording, checks: tuple[Check, ...]) -> Mapping[str, CheckResult]:
        """Judge with each check as wide as this answer needs."""
        tolerances = self.tolerances()
        found = self.judge.run_checks(recording, checks, tolerances=tolerances)
        for _ in range(MOST_WIDENED):
            wider = {n: one for n, one in found.items() if _can_widen(one)}
            if not wider:
                break
            for name, one in wider.items():
                which = "shadow" if one.shadow else "native"
                tolerances[name] = replace(tolerances[name], **{which: 2 * one.narrowest})
            found = self.judge.run_checks(recording, checks, tolerances=tolerances)
        return found

    def _gap(self, name: str, *, shadow: bool) -> Gap:
        return self.gaps.setdefault((name, shadow), Gap())


def natively(recording: Recording) -> Recording:
    """Take the shadow away: as of code that cannot be widened."""
    return replace(recording, tapes=tuple(tape for tape in recording.tapes if not tape.shadow))


def _can_widen(found: CheckResult) -> bool:
    return found.outcome is Outcome.FAILED and found.narrowest <= FARTHEST[found.shadow]


def _measured(gap: Gap) -> dict[str, float | None]:
    wrong = None if math.isinf(gap.wrong) else float(f"{gap.wrong:.3g}")
    margin = None if wrong is None else float(f"{wrong / max(gap.right, 1.0):.3g}")
    return {"right": float(f"{gap.right:.3g}"), "wrong": wrong, "margin": margin}
