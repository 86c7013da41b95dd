"""A student's decisions, history and adjustments → lines that a TA reads at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.model import Decision, Grade, Publication, Submission
from autograder.report.messages.catalog import number, say
from autograder.report.messages.sentences import adjustment, by_name, joined, local_time, tell
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.model import Adjustment, Assignment, Event, Final

SHORT = 12  # of a digest


def points_before_and_after(
    student: str, before: Final | None, after: Final | None, *, language: str = "en"
) -> RenderableType:
    """`2024-0001: 7 / 9 → 8 / 9`, and the chain to the new points."""
    name = one_line(student, 40)
    if after is None:
        return Line(say("history.kept", language, student=name))
    head = Line(f"{name}: {_worth(before, language)} → {_worth(after, language)}", style="bold")
    chain = (Line(f"  {number(link.points)}: {adjustment(link, language)}") for link in after.adjustments)
    return Group(head, *chain)


def why(adjustments: Iterable[Adjustment], *, assignment: Assignment, language: str = "en") -> RenderableType:
    """The chain from what the checks found to what is left, one line a link."""
    week = by_name(assignment)
    table = Table.grid(padding=(0, 2))
    for link in adjustments:
        words, mark = adjustment(link, language), link.mark
        if mark is not None:
            message = joined(tell(mark.verdict, week, language), language)
            words = f"{words} ({one_line(mark.verdict.check)}): {message}"
        table.add_row(Line(f"{number(link.points)} / {number(link.out_of)}"), Line(words))
    return table


def history(events: Iterable[Event], *, language: str = "en") -> RenderableType:
    """All that happened to a student's week, a line each."""
    return Group(*(_line(event, language) for event in events))


def _worth(final: Final | None, language: str) -> str:
    if final is None:
        return "–"
    if final.excused:
        return say("adjustment.excused", language)
    if not final.out_of:
        return say(f"status.{final.status}", language)
    return f"{number(final.points)} / {number(final.out_of)}"


def _line(event: Event, language: str) -> Line:
    signed = event.signed
    why = f" – {one_line(signed.why, 600)}" if signed.why else ""
    return Line(f"{local_time(signed.at)}  {one_line(signed.by, 40)}  {_what(event, language)}{why}")


def _what(event: Event, language: str) -> str:
    match event.what:
        case Submission(digest=digest, sources=sources):
            return say("history.came", language, digest=digest[:SHORT], files=len(sources))
        case Grade() as grade:
            return say("history.graded", language, points=number(grade.points), out_of=number(grade.out_of))
        case Publication(final=final):
            return say("history.shown", language, points=number(final.points), out_of=number(final.out_of))
        case Decision() as decision:
            return _decision(decision, language)
        case never:
            assert_never(never)


def _decision(decision: Decision, language: str) -> str:
    """Points of a check, a comment, an extension, an excuse or a settled file, in one line."""
    parts = (
        say(f"decision.{decision.kind}", language),
        one_line(decision.subject),
        number(decision.points) if decision.points is not None else "",
        local_time(decision.until) if decision.until else "",
        one_line(decision.text, 600),
    )
    words = " ".join(part for part in parts if part)
    return say("history.withdrawn", language, what=words) if decision.withdrawn else words
