"""What people decided, and what happened to a student's week → lines that a TA reads at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.console import Group, RenderableType
from rich.text import Text as Line

from autograder.model import Grade, Submission
from autograder.report.messages.catalog import number, say
from autograder.report.messages.sentences import because
from autograder.report.pages.news import line
from autograder.report.terminal.slips import moment
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from autograder.model import Final
    from autograder.report.pages.news import Shown

SHORT = 12  # of a digest
MOVES_SHOWN = 40


class Signed(Protocol):
    """Who did something, when, and why."""

    @property
    def by(self) -> str:
        """Who."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def why(self) -> str:
        """In their own words."""


class Event(Protocol):
    """One line of a student's history: work that came in, a report, a decision, a publication."""

    @property
    def signed(self) -> Signed:
        """Who, when, and why."""

    @property
    def what(self) -> object:
        """What happened."""


def weighed(student: str, before: Final | None, after: Final | None, *, language: str = "en") -> RenderableType:
    """`2024-0001: 7 / 9 → 8 / 9`, and the chain to the new points."""
    name = one_line(student, 40)
    if after is None:
        return Line(say("deed.kept", language, student=name))
    lines = [Line(f"{name}: {_of(before, language)} → {_of(after, language)}", style="bold")]
    return Group(*lines, *(Line(f"  {number(one.points)}: {because(one, language)}") for one in after.adjustments))


def published(shown: Sequence[Shown], *, dry_run: bool, language: str = "en") -> RenderableType:
    """Who is shown something new, and those whose marks moved with what they are told."""
    moves = [
        Line(f"{one_line(one.student, 40)}  {line(one.moved, one.reasons, language)}") for one in shown if one.moved
    ]
    more = [Line(say("terminal.more", language, count=len(moves) - MOVES_SHOWN))] if len(moves) > MOVES_SHOWN else []
    if not shown:
        return Line(say("deed.nothing_new", language))
    head = say("news.dry" if dry_run else "deed.published", language, count=len(shown))
    return Group(*moves[:MOVES_SHOWN], *more, Line(head, style="bold"))


def history(events: Iterable[Event], *, language: str = "en") -> RenderableType:
    """All that happened to a student's week, a line each."""
    return Group(*(_line(event, language) for event in events))


def _line(event: Event, language: str) -> Line:
    signed = event.signed
    why = f" – {one_line(signed.why, 600)}" if signed.why else ""
    return Line(f"{moment(signed.at)}  {one_line(signed.by, 40)}  {_what(event.what, language)}{why}")


def _of(final: Final | None, language: str) -> str:
    if final is None:
        return "–"
    if final.excused:
        return say("because.excused", language)
    if not final.out_of:
        return say(f"status.{final.status}", language)
    return f"{number(final.points)} / {number(final.out_of)}"


def _what(what: object, language: str) -> str:
    match what:
        case Submission():
            return say("deed.came", language, digest=what.digest[:SHORT], files=len(what.sources))
        case Grade():
            return say("deed.graded", language, points=number(what.points), out_of=number(what.out_of))
        case _ if hasattr(what, "final"):
            return say("deed.shown", language, points=number(what.final.points), out_of=number(what.final.out_of))
        case _:
            return _decided(what, language)


def _decided(what: object, language: str) -> str:
    """A decision, by its matter: points of a check, a comment, an extension, an excuse, a settled file."""
    subject, given = getattr(what, "subject", ""), getattr(what, "points", None)
    until, text = getattr(what, "until", None), getattr(what, "text", "")
    parts = [
        say(f"matter.{getattr(what, 'kind', '')}", language),
        one_line(subject),
        number(given) if given is not None else "",
        moment(until) if until else "",
        one_line(text, 600),
    ]
    told = " ".join(part for part in parts if part)
    return say("deed.withdrawn", language, what=told) if getattr(what, "withdrawn", False) else told
