"""Versions of a week, who moves between two of them, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from autograder.model.assignment import Check, LatePolicy
from autograder.model.grade import Adjustment, Circumstances, Decision, Final, Grade, Signed, Status
from autograder.model.submission import Received, Student, Submission
from autograder.model.verdict import Outcome


class Change(StrEnum):
    """Everything that can make a mark change; report/ has words for each."""

    CHECK = "check"  # a check's own code
    NEEDS = "needs"  # what a check waits for
    SHARED = "shared"  # what checks have in common: helpers, imports
    TOLERANCE = "tolerance"
    POINTS = "points"
    PROBE = "probe"
    DRIVERS = "drivers"
    DATA = "data"
    SOLUTION = "solution"
    MISTAKES = "mistakes"  # the known mistakes of an exercise
    RIGHT = "right"  # its other right answers, by which a helper's caller may be excused
    LATE = "late"  # deadline and late rule
    KIT = "kit"
    LIMITS = "limits"
    SUBMISSION = "submission"  # other work, or another time it came
    DECISION = "decision"  # of a person
    BUDGET = "budget"  # late days spent in other weeks
    UNKNOWN = "unknown"  # nothing on record explains it: a person should look

    @classmethod
    def _missing_(cls, value: object) -> Change | None:
        """Read what 0.1 wrote by another word."""
        return cls(_WORDS_OF_0_1[value]) if isinstance(value, str) and value in _WORDS_OF_0_1 else None


_WORDS_OF_0_1 = {"drives": "drivers"}


@dataclass(frozen=True, slots=True)
class Cause:
    """A thing that changed; from what to what, where that can be said shortly."""

    change: Change
    name: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class CheckSource:
    """Where a check and all that pytest hands it are written.

    Lines are those of a function's first mark, or its own.
    """

    file: str
    line: int
    fixtures: tuple[tuple[str, int], ...] = ()  # of the week's own, by file and line: pytest's whole closure
    classes: tuple[str, ...] = ()  # the class it stands in, and that class's bases
    marks: tuple[str, ...] = ()  # its own, its class's and its file's, but for the points


@dataclass(frozen=True, slots=True)
class WeekVersion:
    """Everything the marks of a week rest on, at one time.

    `pieces` are `change:name` → a digest, or the value itself where it is short.
    """

    week: str
    digest: str
    checks: tuple[Check, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)  # exercise → module
    pieces: Mapping[str, str] = field(default_factory=dict)
    due: datetime | None = None
    late: LatePolicy = field(default_factory=LatePolicy)
    rests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # check → what it uses: functions, shared parts

    def __post_init__(self) -> None:
        """Name the pieces as we do, whoever stored them."""
        named = {_piece(name): piece for name, piece in self.pieces.items()}
        object.__setattr__(self, "pieces", named)


def _piece(name: str) -> str:
    change, colon, rest = name.partition(":")
    return f"{_WORDS_OF_0_1.get(change, change)}{colon}{rest}"


@dataclass(frozen=True, slots=True)
class CheckMoved:
    """A check whose points or outcome moved. None: the check was not there."""

    check: str
    before: float | None
    after: float | None
    was: Outcome | None
    now: Outcome | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A student whose week moved. `causes`: of the checks and of the whole."""

    student: str
    before: float
    after: float
    was: Status
    now: Status
    checks: tuple[CheckMoved, ...]
    causes: tuple[Cause, ...]
    orphans: tuple[Adjustment, ...] = ()  # manual points and comments whose check is gone


@dataclass(frozen=True, slots=True)
class Changes:
    """The effect of a change of a week on a class.

    `causes`: everything that changed, whether or not it moves anyone.
    """

    week: str
    causes: tuple[Cause, ...] = ()
    moves: tuple[Moved, ...] = ()
    same: int = 0
    rerun: tuple[str, ...] = ()  # students whose code ran again, because the probes changed
    stale: tuple[str, ...] = ()  # students whose code would have to: they stay as they are
    overtaken: tuple[str, ...] = ()  # students graded by another command meanwhile: that stands


@dataclass(frozen=True, slots=True)
class Publication:
    """Marks as a student was shown them, and how they differ from before.

    `week_version`: the digest of the version they rest on.
    """

    student: str
    week: str
    final: Final
    week_version: str
    signed: Signed
    moved: Moved | None = None
    reasons: tuple[Signed, ...] = ()  # what people gave as reasons for it


@dataclass(frozen=True, slots=True)
class News:
    """A change of a student's shown marks. `at`: when they were told; None: not yet."""

    moved: Moved
    reasons: tuple[Signed, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Regrade:
    """The same work judged on another version of its week.

    `moved`: None where nothing moved.
    """

    before: float
    after: float
    moved: Moved | None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a student's history.

    Work that came in, a grade, a decision, a publication. `regrade`: of a grade that took another's place.
    """

    signed: Signed
    what: Submission | Grade | Decision | Publication
    regrade: Regrade | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that end in a student's points, of a check or the week.

    And all they rest on. `regrades`: those that moved them. `waiting`: files of no sure owner, perhaps the student's,
    and `roster`: who else they may be of.
    """

    adjustments: tuple[Adjustment, ...]
    grade: Grade
    final: Final
    circumstances: Circumstances
    regrades: tuple[Event, ...]
    waiting: tuple[Received, ...] = ()
    roster: tuple[Student, ...] = ()
