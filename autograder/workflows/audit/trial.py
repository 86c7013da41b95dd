"""Nouns of an audit: programs tried, how each did, what that says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from autograder.model import Outcome, Verdict


class ProgramKind(StrEnum):
    """Kind of a program that is tried."""

    SOLUTION = "solution"
    HANDOUT = "handout"
    TRIVIAL = "trivial"
    RIGHT = "right"
    WRONG = "wrong"
    MUTANT = "mutant"


@dataclass(frozen=True, slots=True)
class Distance:
    """Largest distance a check let pass, and smallest it did not.

    As `close` measures them.
    """

    passed: float
    refused: float = math.inf
    shadow: bool = True


@dataclass(frozen=True, slots=True)
class MeasuredGaps:
    """How far a calibration's gaps had come after a program.

    A row each: check, in the shadow, right, wrong, other.
    """

    gaps: tuple[tuple[str, bool, float, float, float], ...] = ()
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """The form of what the solution returns, in every call that was made.

    `flat`: it has one axis; `labels`: whole numbers, from 0 to as many as labels are.
    """

    flat: bool
    labels: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """One program, and how it did.

    `diff` shows what a mutant changes; `where` is the cell of a program written by hand. `same`: in every call it showed
    just what the solution shows. `returned`: of those parts that a mutant changes. `measured`: on the way, of a
    calibration.
    """

    name: str
    kind: ProgramKind
    exercise: str
    verdicts: tuple[Verdict, ...]
    distances: tuple[tuple[str, Distance], ...] = field(default=(), repr=False)
    diff: str = field(default="", repr=False)
    where: str = field(default="", repr=False)
    same: bool = field(default=False, repr=False)
    returned: tuple[ReturnedForm, ...] = field(default=(), repr=False)
    measured: MeasuredGaps = field(default=MeasuredGaps(), repr=False)

    @property
    def label(self) -> str:
        """Its kind and name, and where its cell stands."""
        return f"{self.kind} {self.name}" + (f" ({self.where})" if self.where else "")

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of the checks that did not pass."""
        return tuple(v.check for v in self.verdicts if v.outcome is not Outcome.PASSED)

    @property
    def named(self) -> frozenset[str]:
        """The known mistakes that its verdicts name."""
        return frozenset(name for verdict in self.verdicts for name in verdict.mistakes)

    @property
    def survived(self) -> bool:
        """True where every check let it pass."""
        return not self.failed


@dataclass(frozen=True, slots=True)
class Score:
    """Mutants of one exercise: how many some check failed, how many are explained."""

    mutants: int
    killed: int
    explained: int = 0

    @property
    def share(self) -> float:
        """The mutation score: killed, of those that could be."""
        possible = self.mutants - self.explained
        return self.killed / possible if possible else 1.0


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything tried, and what is wrong; nothing: the week is fit for release."""

    trials: tuple[Trial, ...]
    complaints: tuple[str, ...] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    survivors: tuple[Trial, ...] = ()  # mutants that nothing failed and nobody explained
    week: str = ""  # digest of the week that this was found of
    points: Mapping[str, float] = field(default_factory=dict)  # by exercise
