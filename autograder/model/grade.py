"""Marks, people's decisions, and the final points they add up to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from autograder.model.assignment import Limits
from autograder.model.submission import LmsLateness, Submission
from autograder.model.tape import Recording
from autograder.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """The points of one verdict.

    `reason` is a code that report/ words; `by` names a person where a person decided.
    """

    verdict: Verdict
    points: float
    out_of: float
    reason: str = ""
    by: str = ""


class Status(StrEnum):
    """State of a student's week as a whole."""

    GRADED = "graded"
    UNGRADED = "ungraded"  # by our fault: a person must look at one check at least
    UNREAD = "unread"  # work came, and something of it could not be read
    UNOWNED = "unowned"  # nothing came under their name, but work without a sure owner may be theirs
    LATENESS_UNKNOWN = "lateness_unknown"  # nobody knows when it came, and that costs points
    EXCUSED = "excused"  # the week does not count
    MISSING = "missing"  # nothing came

    @property
    def needs_person(self) -> bool:
        """True for what is never shown or written as a mark before a person has looked."""
        return self in {Status.UNGRADED, Status.UNREAD, Status.UNOWNED, Status.LATENESS_UNKNOWN}

    @property
    def has_points(self) -> bool:
        """True for what belongs in a mean: points were earned, if only so far."""
        return self in {Status.GRADED, Status.UNGRADED, Status.LATENESS_UNKNOWN}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything a grade was made from: the same provenance gives the same bytes."""

    submission: str
    week: str
    kit: str
    torch: str
    isolation: str  # "full", "core", "trusted-only"
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Grade:
    """A student's marks for a week, with the work and the tapes they rest on."""

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
        """The sum of all that could be had."""
        return round(sum(mark.out_of for mark in self.marks), 6)

    @property
    def excused(self) -> bool:
        """Never: before people have decided, no week is excused."""
        return False


@dataclass(frozen=True, slots=True)
class Signed:
    """Who did something, when, and why."""

    by: str
    at: datetime
    why: str = ""


class DecisionKind(StrEnum):
    """Kinds of decision. The latest of a kind on a subject is in force."""

    POINTS = "points"  # subject: a check, or "" for the whole week
    COMMENT = "comment"  # subject: a check, or "" for the whole week
    EXTENSION = "extension"
    RECEIVED = "received"  # when the work came, where the files do not say or say it wrong
    EXCUSE = "excuse"
    SETTLED = "settled"  # subject: a file that was received; student: whose it is, "" for nobody's; text: a group's ids


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision, kept for good: it survives every regrade."""

    kind: DecisionKind
    week: str
    student: str
    signed: Signed
    subject: str = ""
    points: float | None = None
    until: datetime | None = None
    received: datetime | None = None
    text: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Facts of a student's week besides the grade.

    `budget_used`: late days spent in earlier weeks. `lms_mark`: what an LMS says without a time.
    """

    received: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    budget_used: int = 0
    lms_mark: LmsLateness = LmsLateness.NONE

    def decided(self, kind: DecisionKind, subject: str = "") -> Decision | None:
        """The decision in force."""
        if not self.decisions:  # of nearly everybody, and asked of each a dozen times
            return None
        made = [decision for decision in self.decisions if (decision.kind, decision.subject) == (kind, subject)]
        return made[-1] if made and not made[-1].withdrawn else None

    def comments(self, subject: str = "") -> tuple[Decision, ...]:
        """The thread of comments on a check, or on the week.

        Taking one back takes the newest that stands.
        """
        thread: list[Decision] = []
        for decision in self.decisions:
            if (decision.kind, decision.subject) == (DecisionKind.COMMENT, subject):
                thread = thread[:-1] if decision.withdrawn else [*thread, decision]
        return tuple(thread)

    def stands(self, decision: Decision) -> bool:
        """Tell a decision in force from one taken back or replaced."""
        if decision.kind is DecisionKind.COMMENT:
            return decision in self.comments(decision.subject)
        return decision == self.decided(decision.kind, decision.subject)


@dataclass(frozen=True, slots=True)
class ListedDecision:
    """A decision in the list of a week's. `stands`: it is in force."""

    decision: Decision
    name: str  # of its student, where the roster has one
    stands: bool


class AdjustmentKind(StrEnum):
    """Steps from what was found to what is left, in their order.

    Report/ has a sentence for each.
    """

    VERDICT = "verdict"  # what the check found
    BLOCKED_BY = "blocked_by"  # what was found by a check that this one waits for
    MANUAL = "manual"  # a person gave the points
    COMMENT = "comment"
    ORPHANED = "orphaned"  # a decision on a check that the week no longer has
    EARNED = "earned"  # the sum of all marks
    EXTENDED = "extended"
    RECEIVED = "received"  # a person said when it came
    LATENESS_UNKNOWN = "lateness_unknown"  # nobody knows when it came
    MARKED_LATE = "marked_late"  # late, and nobody knows by how much
    GRACE = "grace"  # late, but within the grace period
    LATE = "late"
    BUDGET = "budget"  # late days that were paid for
    CUT_OFF = "cut_off"  # too late for any points
    UNGRADED = "ungraded"  # a person must still look
    UNREAD = "unread"  # something that came could not be read
    UNOWNED = "unowned"  # work without a sure owner may be theirs
    MISSING = "missing"
    EXCUSED = "excused"  # the week does not count


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A step from facts to points: `points` of `out_of` are left after it.

    `days` are late days.
    """

    kind: AdjustmentKind
    points: float
    out_of: float
    mark: Mark | None = None
    decision: Decision | None = None
    days: int = 0
    minutes: int = field(default=0, compare=False)  # since the deadline, of a step that is about lateness


@dataclass(frozen=True, slots=True)
class Lateness:
    """Minutes after the deadline, and the days begun after its grace.

    `charged` days cost points; `spent` days are paid from the budget. `unknown`: nobody knows when the work came;
    `marked`: but the LMS calls it late. `deadline` is the one that counted.
    """

    minutes: int = 0
    days: int = 0
    charged: int = 0
    spent: int = 0
    cut_off: bool = False
    unknown: bool = False
    marked: bool = False
    deadline: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Final:
    """The worth of a student's week, decisions and late rule applied.

    `marks` are those of the grade, with manual points in their place.
    """

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
        """The kinds of its adjustments."""
        return tuple(adjustment.kind for adjustment in self.adjustments)


@dataclass(frozen=True, slots=True)
class WorthChange:
    """The worth of a student's week before a decision and after.

    None while nothing of it is graded.
    """

    student: str
    before: Final | None
    after: Final | None


Graded = Grade | Final
"""A student's week, as it was judged or as people and the late rule left it."""
