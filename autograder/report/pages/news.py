"""How a student's week changed since they were shown it → what moved, by how much and why, on a page or in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from autograder.files import BOM, table
from autograder.model import LANGUAGES, Status, Student, Text
from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.sentences import Week, outcomes, title
from autograder.report.terminal.slips import moment
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from autograder.model import CheckMoved, Final, Moved
    from autograder.report.graded import Signature

WORDS_SHOWN = 600


class News(Protocol):
    """A change of what a student was shown. `at`: when they were told of it; None where they are yet to be."""

    @property
    def moved(self) -> Moved:
        """From what to what, and because of which change."""

    @property
    def reasons(self) -> Sequence[Signature]:
        """What people gave as reasons."""

    @property
    def at(self) -> datetime | None:
        """When they were told."""


class Shown(Protocol):
    """What a student is shown now, and how it differs from what they were shown before."""

    @property
    def student(self) -> str:
        """The student's id."""

    @property
    def final(self) -> Final:
        """What the week is worth."""

    @property
    def moved(self) -> Moved | None:
        """From what to what; None where it is the first time, or no mark moved."""

    @property
    def reasons(self) -> Sequence[Signature]:
        """What people gave as reasons."""


@dataclass(frozen=True, slots=True)
class Row:
    """One check that moved. None: the check was not there."""

    exercise: str
    asked: Text
    outcomes: Text
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """One change as the page shows it."""

    at: str
    points: Text
    rows: tuple[Row, ...]
    because: Text
    reasons: tuple[tuple[str, str], ...]  # in their own words, and who


def told(news: Iterable[News], week: Week, languages: Sequence[str]) -> tuple[Told, ...]:
    """The changes, in the order given. Work that came where there was none needs no list of its checks."""
    return tuple(
        Told(
            at=moment(one.at) if one.at else "",
            points={language: _points(one.moved, language) for language in languages},
            rows=()
            if one.moved.was is Status.MISSING
            else tuple(_row(check, week, languages) for check in one.moved.checks),
            because={language: _because(one.moved, language) for language in languages},
            reasons=tuple(_said(one.reasons)),
        )
        for one in news
    )


def line(moved: Moved, reasons: Iterable[Signature], language: str) -> str:
    """`7 → 8 points. What changed: the check itself. “too strict” (kim)`."""
    parts = [
        _points(moved, language),
        _because(moved, language),
        *(f"“{why}” ({by})" for why, by in _said(reasons)),
    ]
    return " ".join(parts)


def news_csv(shown: Iterable[Shown], week: str, roster: Mapping[str, Student]) -> bytes:
    """What to tell each student, in both languages: for a mail to everyone on the list."""
    rows: list[Sequence[str | float]] = [("student_id", "name", "email", "before", "points", "out_of", *LANGUAGES)]
    for one in shown:
        student, final = roster.get(one.student) or Student(one.student), one.final
        before = number(one.moved.before) if one.moved else ""
        words = (f"{week}: {_first(one, language)}" for language in LANGUAGES)
        rows.append((student.id, student.name, student.email, before, final.points, final.out_of, *words))
    return (BOM + table(rows)).encode("utf-8", "backslashreplace")


def _first(one: Shown, language: str) -> str:
    """How it changed; or, where nothing was shown before or no points moved, what it is."""
    if one.moved:
        return line(one.moved, one.reasons, language)
    if one.final.excused or one.final.status is Status.MISSING:
        return say("because.excused" if one.final.excused else "status.missing", language)
    return say("page.points", language, points=number(one.final.points), out_of=number(one.final.out_of))


def _row(check: CheckMoved, week: Week, languages: Sequence[str]) -> Row:
    known = week.checks.get(check.check)
    return Row(
        exercise=known.exercise if known else check.check.partition(".")[0],
        asked={language: title(known, language) if known else check.check for language in languages},
        outcomes={language: outcomes(check.was, check.now, language) for language in languages},
        before=check.before,
        after=check.after,
    )


def _points(moved: Moved, language: str) -> str:
    code = "news.line" if moved.before != moved.after else "news.still"
    return say(code, language, before=number(moved.before), after=number(moved.after))


def _because(moved: Moved, language: str) -> str:
    causes = dict.fromkeys(say_or(f"change.{one.change}", language, otherwise=one.change) for one in moved.causes)
    return say("news.because", language, causes=", ".join(causes))


def _said(reasons: Iterable[Signature]) -> Iterable[tuple[str, str]]:
    return dict.fromkeys((one_line(signed.why, WORDS_SHOWN), one_line(signed.by, 40)) for signed in reasons)
