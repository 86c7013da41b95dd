"""Nouns of the portal: people and their roles, uploads and their jobs, requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from autograder.model.change import Changes
from autograder.model.grade import Signed
from autograder.model.submission import Student


class CourseRole(StrEnum):
    """The part that a person has in a course."""

    STUDENT = "student"
    OBSERVER = "observer"  # reads what a TA reads, decides nothing
    TA = "ta"
    INSTRUCTOR = "instructor"

    @property
    def reads_class(self) -> bool:
        """True for who may see the work of others."""
        return self is not CourseRole.STUDENT

    @property
    def decides(self) -> bool:
        """True for who may change a mark."""
        return self in {CourseRole.TA, CourseRole.INSTRUCTOR}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may sign in. A TA with a section sees that section alone."""

    id: str
    role: CourseRole
    name: str = ""
    email: str = ""
    section: str = ""

    @classmethod
    def enrolled(cls, student: Student) -> Self:
        """The member that a line of the roster is."""
        return cls(student.id, CourseRole.STUDENT, student.name, student.email, student.section)

    @property
    def as_student(self) -> Student:
        """The line of the roster that this member is."""
        return Student(self.id, self.name, self.email, {"section": self.section})


class JobState(StrEnum):
    """State of the grading of an upload."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SUPERSEDED = "superseded"  # a newer upload came before its turn
    SET_ASIDE = "set_aside"  # it did not end, time and again: a person looks


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it came: its name, the SHA-256 of its bytes, its size in bytes."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that a student handed in at a moment, and what became of them.

    `receipt`: JSON, signed by the course. `note`: why it was set aside.
    """

    id: int
    week: str
    student: str
    at: datetime
    receipt: str
    files: tuple[UploadedFile, ...] = ()
    state: JobState = JobState.WAITING
    tries: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """An upload's place in the queue, and the seconds until its turn.

    As far as can be told.
    """

    before: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class QueueState:
    """Seconds that the oldest job has waited, and graders that hold a lease."""

    oldest_seconds: float
    graders: int


class SecretKind(StrEnum):
    """Kinds of secret that stand for a person."""

    SESSION = "session"
    LINK = "link"  # by mail, good for one sign-in
    REGISTRATION = "registration"  # lets an LMS register itself, once
    TOKEN = "token"  # for scripts  # noqa: S105 - a kind of secret, not one


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret by its digest alone: whoever reads the store cannot use it."""

    digest: str
    kind: SecretKind
    person: str
    label: str
    made: datetime
    ends: datetime | None = None
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a graded attempt before the deadline, taken, or given by a TA.

    `amount`: -1 for one taken, more than 0 for some given. `work`: the digest of what was looked at.
    """

    week: str
    student: str
    amount: int
    signed: Signed
    work: str = ""


class RegradeState(StrEnum):
    """State of a regrade that was asked for in the portal."""

    ASKED = "asked"
    PREVIEWED = "previewed"  # who would move is known; nothing has
    CONFIRMED = "confirmed"  # to be done as it was shown
    APPLIED = "applied"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AskedRegrade:
    """A class's regrade: who asked and why, and who moves, once that is known."""

    id: int
    week: str
    signed: Signed
    state: RegradeState
    changes: Changes | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A student's request that a person look at one check, and the answer."""

    id: int
    week: str
    student: str
    check: str
    reason: str
    at: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    def due(self, days: int) -> datetime:
        """The moment by which it is to be answered, so many days after it was asked."""
        return self.at + timedelta(days=days)


LAWFUL_DAYS = 30
"""Days in which a request for a human look must be answered (Korea's PIPA, article 37-2)."""
