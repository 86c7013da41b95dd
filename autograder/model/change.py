"""What makes marks change: two versions of a week, who moves between them, and what a student was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from autograder.model.assignment import Check, LatePolicy
from autograder.model.grade import Adjustment, Final, Signed, Status
from autograder.model.verdict import Outcome


class Change(StrEnum):
    """What can make a mark change; report/ has words for each."""

    CHECK = "check"  # a check's own code
    NEEDS = "needs"  # what a check waits for
    SHARED = "shared"  # what checks have in common: helpers, imports
    TOLERANCE = "tolerance"
    POINTS = "points"
    PROBE = "probe"
    DRIVES = "drives"
    DATA = "data"
    SOLUTION = "solution"
    MISTAKES = "mistakes"  # the known mistakes of an exercise
    LATE = "late"  # deadline and late rule
    KIT = "kit"
    LIMITS = "limits"
    SUBMISSION = "submission"  # other work, or another time it came
    DECISION = "decision"  # of a person
    BUDGET = "budget"  # late days spent in other weeks
    UNKNOWN = "unknown"  # nothing on record explains it: a person should look


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that changed: which, and from what to what where that can be said shortly."""

    change: Change
    name: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class WeekVersion:
    """The terms of a week. `pieces` are `change:name` → a digest, or the value itself where it is short."""

    week: str
    digest: str
    checks: tuple[Check, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)  # exercise → module
    pieces: Mapping[str, str] = field(default_factory=dict)
    due: datetime | None = None
    late: LatePolicy = field(default_factory=LatePolicy)
    rests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # check → what it uses: functions, shared parts


@dataclass(frozen=True, slots=True)
class CheckMoved:
    """One check whose points or outcome are not what they were. None: the check was not there."""

    check: str
    before: float | None
    after: float | None
    was: Outcome | None
    now: Outcome | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """One student whose week is not what it was. `causes` are those of the checks and those of the whole."""

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
    """What a change of a week does to a class. `causes`: everything that changed, whether or not it moves anyone."""

    week: str
    causes: tuple[Cause, ...] = ()
    moves: tuple[Moved, ...] = ()
    same: int = 0
    rerun: tuple[str, ...] = ()  # students whose code ran again, because the probes changed
    stale: tuple[str, ...] = ()  # students whose code would have to: they stay as they are
    overtaken: tuple[str, ...] = ()  # students graded by another command meanwhile: that stands


@dataclass(frozen=True, slots=True)
class Publication:
    """What a student was shown, and how it differs from what they were shown before."""

    student: str
    week: str
    final: Final
    week_version: str
    signed: Signed
    moved: Moved | None = None
    reasons: tuple[Signed, ...] = ()  # what people gave as reasons for it


@dataclass(frozen=True, slots=True)
class News:
    """A change of what a student was shown. `at`: when they were told of it; None where they are yet to be."""

    moved: Moved
    reasons: tuple[Signed, ...] = ()
    at: datetime | None = None
