"""Changes since a student was shown their marks → what moved and why.

For a page and for a mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.files import BOM, table
from autograder.model import LANGUAGES, Change, Status, Student, Text
from autograder.report.messages.catalog import number, say
from autograder.report.messages.events import causes, local_time, news, outcomes, own_words, points_moved
from autograder.report.messages.sentences import AssignmentIndex, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from autograder.model import CheckMoved, News, Publication


@dataclass(frozen=True, slots=True)
class ChangedCheck:
    """One check that moved. None: the check was not there."""

    exercise: str
    asked: Text
    outcomes: Text
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One change as the page shows it."""

    at: str
    points: Text
    rows: tuple[ChangedCheck, ...]
    because: Text
    reasons: tuple[tuple[str, str], ...]  # in their own words, and who


def news_items(changes: Iterable[News], week: AssignmentIndex, languages: Sequence[str]) -> tuple[NewsItem, ...]:
    """The changes, in the order given.

    Work that came where there was none needs no list of its checks.
    """
    return tuple(
        NewsItem(
            at=local_time(one.at) if one.at else "",
            points={language: points_moved(one.moved, language) for language in languages},
            rows=()
            if one.moved.was is Status.MISSING
            else tuple(_row(check, week, languages) for check in one.moved.checks),
            because={language: causes(one.moved, language) for language in languages},
            reasons=own_words(one.reasons),
        )
        for one in changes
    )


def news_csv(publications: Iterable[Publication], week: str, roster: Mapping[str, Student]) -> bytes:
    """Each student's news in both languages, for a mail to everyone on the list."""
    rows: list[Sequence[str | float]] = [("student_id", "name", "email", "before", "points", "out_of", *LANGUAGES)]
    for shown in publications:
        student, final = roster.get(shown.student) or Student(shown.student), shown.final
        before = number(shown.moved.before) if shown.moved else ""
        words = (f"{week}: {_first(shown, language)}" for language in LANGUAGES)
        rows.append((student.id, student.name, student.email, before, final.points, final.out_of, *words))
    return (BOM + table(rows)).encode("utf-8", "backslashreplace")


def _first(shown: Publication, language: str) -> str:
    """The change in words.

    Or the points, where nothing was shown before or none moved.
    """
    final = shown.final
    if shown.moved:
        return news(shown.moved, shown.reasons, language)
    if final.excused or final.status is Status.MISSING:
        return say("adjustment.excused" if final.excused else "status.missing", language)
    return say("page.points", language, points=number(final.points), out_of=number(final.out_of))


def _outcomes(check: CheckMoved, language: str) -> str:
    """The outcomes of a check, or that a person gave its points, whatever it found."""
    by_hand = any(cause.change is Change.DECISION for cause in check.causes)
    told = outcomes(check.was, check.now, language)
    return say("news.by_hand", language, outcome=told) if by_hand else told


def _row(check: CheckMoved, week: AssignmentIndex, languages: Sequence[str]) -> ChangedCheck:
    known = week.checks.get(check.check)
    return ChangedCheck(
        exercise=known.exercise if known else check.check.partition(".")[0],
        asked={language: title(known, language) if known else check.check for language in languages},
        outcomes={language: _outcomes(check, language) for language in languages},
        before=check.before,
        after=check.after,
    )
