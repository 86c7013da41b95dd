"""A submission as its student sees it go, and a receipt held against work → lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from autograder.model import Assignment, Reason, Verdict
from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.sentences import by_name
from autograder.report.messages.telling import states
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

_TWO_NUMBERS = {"late": ("days", "hours"), "never_run": ("count", "all")}


class Given(Protocol):
    """A receipt."""

    @property
    def student(self) -> str:
        """Whose."""

    @property
    def week(self) -> str:
        """Of which week."""

    @property
    def at(self) -> datetime:
        """When it was given."""


class Matched(Protocol):
    """A receipt held against one submission."""

    @property
    def files(self) -> Mapping[str, str]:
        """What became of each."""

    @property
    def came(self) -> str:
        """Whether it came by the time of the receipt."""

    @property
    def holds(self) -> bool:
        """Whether this is the work of the receipt."""


class Held(Protocol):
    """A receipt held against the record, and against what was handed over just now."""

    @property
    def record(self) -> Matched | None:
        """Against the nearest work on record."""

    @property
    def report(self) -> object | None:
        """The report that rests on this work."""

    @property
    def given(self) -> Matched | None:
        """Against the work handed over."""


class Again(Protocol):
    """Graded once more."""

    @property
    def before(self) -> float:
        """Points on record."""

    @property
    def after(self) -> float:
        """Points now."""

    @property
    def same(self) -> bool:
        """Whether every byte of the marks is the same."""

    @property
    def same_terms(self) -> bool:
        """Whether week and grader are those of before."""


def in_short(verdicts: Sequence[Verdict], assignment: Assignment, language: str) -> Iterator[str]:
    """How many public checks are right, and the names of what is wrong."""
    right = sum(verdict.outcome == "passed" for verdict in verdicts)
    yield say("submit.checked", language, right=right, all=len(verdicts))
    found = states(verdicts, by_name(assignment))
    names = ", ".join(one_line(name) for name, state in found.items() if state == "wrong")
    if names:
        yield say("submit.wrong", language, names=names)


def handed_in(
    *, files: Sequence[str], zipped: str, slip: str, sent: str, at: datetime, digest: str, language: str
) -> Iterator[str]:
    """What was packed, where it is now, and where the receipt is."""
    yield say("submit.packed", language, files=", ".join(map(one_line, files)))
    yield say("submit.kept", language, where=zipped)
    yield say("submit.sent", language, where=one_line(sent, 400)) if sent else say("submit.not_sent", language)
    yield say("submit.receipt", language, where=slip)
    yield say("submit.digest", language, at=moment(at), digest=digest)


def worry(code: str, file: str, detail: str, language: str) -> str:
    """One thing a student should know before they hand in."""
    if code in _TWO_NUMBERS:
        numbers = dict(zip(_TWO_NUMBERS[code], detail.split(), strict=True))
        return say(f"worry.{code}", language, file=one_line(file), **numbers)
    told = say_or(f"received.{detail}", language, otherwise=detail) if detail in set(Reason) else detail
    return say(f"worry.{code}", language, file=one_line(file), detail=one_line(told, 400))


def moment(at: datetime) -> str:
    """In the reader's own time, with its offset."""
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S (UTC%z)}"


def held(files: Mapping[str, str], *, holds: bool, parts: Mapping[str, str], language: str) -> Iterable[str]:
    """A receipt held against work: `parts` are its student, week and time; `files` what became of each."""
    yield say("slip.holds" if holds else "slip.differs", language, **parts)
    for name, match in files.items():
        yield f"  {one_line(name)}: {say(f'slip.{match}', language)}"


def verified(given: Given, found: Held, again: Again | None, *, language: str) -> Iterator[str]:
    """A receipt held against the record: whether the marks rest on this work, file by file, and come out the same again."""
    parts = {"student": one_line(given.student, 40), "week": one_line(given.week, 40)}
    if found.record is None:
        yield say("verify.never", language, **parts)
        return
    yield f"{parts['student']}, {parts['week']}, {moment(given.at)}"
    yield say(f"verify.{'graded' if found.report else 'older' if found.record.holds else 'other'}", language)
    for name, match in found.record.files.items():
        yield f"  {one_line(name)}: {say(f'slip.{match}', language)}"
    if found.record.came != "same":
        yield say("verify.late_record", language)
    if found.given is not None:
        yield from held(
            found.given.files, holds=found.given.holds, parts={**parts, "at": moment(given.at)}, language=language
        )
    if again is not None:
        if not again.same_terms:
            yield say("verify.changed", language)
        points = {"before": number(again.before), "after": number(again.after)}
        yield say("verify.same", language) if again.same else say("verify.moved", language, **points)
