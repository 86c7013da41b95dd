"""What verdicts are worth: marks, their sum, and what they were made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from autograder.model.assignment import Limits
from autograder.model.submission import Submission
from autograder.model.tape import Recording
from autograder.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """What a verdict is worth. `reason` is a code that report/ words; `by` names a person where a person decided."""

    verdict: Verdict
    points: float
    out_of: float
    reason: str = ""
    by: str = ""


class Status(StrEnum):
    """Of a report as a whole: `ungraded` holds at least one check that a person must look at."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report was made from. The same provenance gives the same bytes of report."""

    submission: str
    week: str
    kit: str
    torch: str
    isolation: str  # "full", "core", "trusted-only"
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Grade:
    """One student's marks for one week, with the facts they rest on."""

    student: str
    week: str
    status: Status
    marks: tuple[Mark, ...]
    provenance: Provenance
    submission: Submission | None = None
    recording: Recording | None = None

    @property
    def points(self) -> float:
        """The sum of all marks."""
        return round(sum(mark.points for mark in self.marks), 6)

    @property
    def out_of(self) -> float:
        """What could be had."""
        return round(sum(mark.out_of for mark in self.marks), 6)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who did something, when, and why."""

    by: str
    at: datetime
    why: str = ""


class DecisionKind(StrEnum):
    """What a person can decide. The latest decision on a subject in a matter is in force."""

    POINTS = "points"  # subject: a check, or "" for the whole week
    COMMENT = "comment"  # subject: a check, or "" for the whole week
    EXTENSION = "extension"
    EXCUSE = "excuse"
    SETTLED = "settled"  # subject: a file that was received; student: whose it is, "" for nobody's


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, and when and why. It is kept for good: it survives every regrade."""

    kind: DecisionKind
    week: str
    student: str
    signed: Signed
    subject: str = ""
    points: float | None = None
    until: datetime | None = None
    text: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is true of one student's week besides the report. `budget_used`: late days spent in earlier weeks."""

    received: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    budget_used: int = 0

    def decided(self, kind: DecisionKind, subject: str = "") -> Decision | None:
        """The decision in force."""
        found = [one for one in self.decisions if (one.kind, one.subject) == (kind, subject)]
        return found[-1] if found and not found[-1].withdrawn else None


class AdjustmentKind(StrEnum):
    """Why points are what they are, in the order a mark comes about; report/ has a sentence for each."""

    VERDICT = "verdict"  # what the check found
    BLOCKED_BY = "blocked_by"  # what was found by a check that this one waits for
    MANUAL = "manual"  # a person gave the points
    COMMENT = "comment"
    ORPHANED = "orphaned"  # a decision on a check that the week no longer has
    EARNED = "earned"  # the sum of all marks
    EXTENDED = "extended"
    GRACE = "grace"  # late, but within the grace period
    LATE = "late"
    BUDGET = "budget"  # late days that were paid for
    CUT_OFF = "cut_off"  # too late for any points
    UNGRADED = "ungraded"  # a person must still look
    MISSING = "missing"
    EXCUSED = "excused"  # the week does not count


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One link of the chain from facts to points: after it, `points` of `out_of` were left. `days` are late days."""

    kind: AdjustmentKind
    points: float
    out_of: float
    mark: Mark | None = None
    decision: Decision | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Lateness:
    """Minutes after the deadline; days begun after its grace; those that cost points; those paid from the budget."""

    minutes: int = 0
    days: int = 0
    charged: int = 0
    spent: int = 0
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class Final:
    """What one student's week is worth. `marks` are those of the report, with manual points in their place."""

    student: str
    week: str
    status: Status
    points: float
    out_of: float
    provenance: Provenance
    marks: tuple[Mark, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    lateness: Lateness = Lateness()
    excused: bool = False

    @property
    def reasons(self) -> tuple[AdjustmentKind, ...]:
        """The codes of its grounds."""
        return tuple(adjustment.kind for adjustment in self.adjustments)
