"""A student's decisions, history and adjustments → lines that a TA reads at a terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.grading.late import time_of_receipt
from autograder.model import Decision, DecisionKind, Fate, Grade, Publication, Submission
from autograder.report.messages.catalog import number, say
from autograder.report.messages.sentences import Message, adjustment, by_name, joined, local_time, signed_words, tell
from autograder.report.terminal.changes import check_moved
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from autograder.model import Assignment, Event, Explanation, Final, ListedDecision, Regrade, WorthChange
    from autograder.report.messages.sentences import AssignmentIndex

SHORT = 12  # of a digest
MOST = 20  # students
FILES_SHOWN = 3


def points_before_and_after(changes: Sequence[WorthChange], *, language: str = "en") -> RenderableType:
    """`2024-0001: 7 / 9 → 8 / 9` for each; of a single one the chain to the new points too."""
    lines = [Line(_before_and_after(each, language), style="bold") for each in changes[:MOST]]
    if len(changes) > MOST:
        lines.append(Line(say("terminal.more", language, count=len(changes) - MOST), style="dim"))
    if len(changes) > 1:
        lines.append(Line(say("history.decided", language, count=len(changes))))
    elif changes[0].after:
        only = changes[0].after
        lines += [Line(f"  {number(link.points)}: {adjustment(link, language)}") for link in only.adjustments]
    return Group(*lines)


def why(found: Explanation, *, assignment: Assignment, check: str = "", language: str = "en") -> RenderableType:
    """The chain from what the checks found to what is left, then all it rests on: work, checks lost, regrades."""
    week = by_name(assignment)
    table = Table.grid(padding=(0, 2))
    for link in found.adjustments:
        words, mark = adjustment(link, language), link.mark
        if mark is not None:
            message = joined(tell(mark.verdict, week, language), language)
            words = f"{words} ({one_line(mark.verdict.check)}): {message}"
        table.add_row(Line(f"{number(link.points)} / {number(link.out_of)}"), Line(words))
    lost = () if check else _lost(found, week, language)
    zone = assignment.zone
    return Group(table, *_work(found, assignment, language), *lost, *_regrades(found.regrades, check, zone, language))


def history(events: Iterable[Event], *, zone: str = "", language: str = "en") -> RenderableType:
    """All that happened to a student's week, a line each, in the week's time."""
    return Group(*(_line(event, zone, language) for event in events))


def decisions(listed: Sequence[ListedDecision], *, week: str, zone: str = "", language: str = "en") -> RenderableType:
    """All decisions of a week, a line each; those no longer in force are marked."""
    if not listed:
        return Line(say("history.no_decisions", language, week=one_line(week)))
    table = Table.grid(padding=(0, 2))
    for each in listed:
        made = each.decision
        who = " ".join(filter(None, (one_line(made.student, 40), one_line(each.name, 40)))) or "–"
        words = _decision(made, zone, language) + (f" – {one_line(made.signed.why, 600)}" if made.signed.why else "")
        gone = "" if each.stands or made.withdrawn else f" {say('history.not_standing', language)}"
        style = "" if each.stands else "dim"
        cells = (_time(made.signed.at, zone), one_line(made.signed.by, 40), who, words + gone)
        table.add_row(*(Line(cell, style=style) for cell in cells))
    return table


def _before_and_after(change: WorthChange, language: str) -> str:
    name = one_line(change.student, 40)
    if change.after is None:
        return say("history.kept", language, student=name)
    return f"{name}: {_worth(change.before, language)} → {_worth(change.after, language)}"


def _work(found: Explanation, assignment: Assignment, language: str) -> Iterator[Line]:
    """When the work came, against which deadline, and the files it was made of."""
    work, zone = found.grade.submission, assignment.zone
    if work is None:
        return
    came = time_of_receipt(replace(found.circumstances, received=found.circumstances.received or work.received))
    due = found.final.lateness.deadline or assignment.due
    at = _time(came, zone) if came else say("history.time_unknown", language)
    yield Line("")
    yield Line(say("history.came_at", language, at=at, due=_time(due, zone) if due else "–"))
    paths = [one_line(file.path) for file in work.files if file.fate is Fate.TAKEN]
    more = f" (+{len(paths) - FILES_SHOWN})" if len(paths) > FILES_SHOWN else ""
    if paths:
        yield Line(say("history.from", language, files=", ".join(paths[:FILES_SHOWN]) + more))


def _lost(found: Explanation, week: AssignmentIndex, language: str) -> Iterator[RenderableType]:
    """The checks that cost points, in the week's order, and those whose points a person gave."""
    marks = [mark for mark in found.final.marks if mark.points < mark.out_of or mark.by]
    if not marks:
        return
    yield Line("")
    yield Line(say("history.lost", language), style="bold")
    table = Table.grid(padding=(0, 2))
    for mark in marks:
        message = tell(mark.verdict, week, language)
        told = joined(Message(message.at, message.what), language)
        given = found.circumstances.decided(DecisionKind.POINTS, mark.verdict.check) if mark.by else None
        if given:
            told = f"{signed_words(say('adjustment.manual', language), given, language)} ({told})"
        table.add_row(
            f"  {number(mark.points)} / {number(mark.out_of)}", Line(one_line(mark.verdict.check)), Line(told)
        )
    yield table


def _regrades(events: Sequence[Event], check: str, zone: str, language: str) -> Iterator[Line]:
    """Each regrade that moved these points: when, by whom, what it changed and why."""
    if events:
        yield Line("")
    for event in events:
        yield _line(event, zone, language)
        for one in event.regrade.moved.checks if event.regrade and event.regrade.moved else ():
            if not check or one.check == check:
                yield Line(f"  {check_moved(one, language)}")


def _worth(final: Final | None, language: str) -> str:
    if final is None:
        return "–"
    if final.excused:
        return say("adjustment.excused", language)
    if not final.out_of:
        return say(f"status.{final.status}", language)
    return f"{number(final.points)} / {number(final.out_of)}"


def _line(event: Event, zone: str, language: str) -> Line:
    signed = event.signed
    why = f" – {one_line(signed.why, 600)}" if signed.why else ""
    return Line(f"{_time(signed.at, zone)}  {one_line(signed.by, 40)}  {_what(event, zone, language)}{why}")


def _time(moment: datetime, zone: str) -> str:
    """In the week's zone, or where the week has none here in the reader's own."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if zone else local_time(moment)


def _what(event: Event, zone: str, language: str) -> str:
    match event.what:
        case Submission() as work:
            paths = [one_line(file.path) for file in work.files if file.fate is Fate.TAKEN]
            more = f" (+{len(paths) - FILES_SHOWN})" if len(paths) > FILES_SHOWN else ""
            named = ", ".join(paths[:FILES_SHOWN]) + more if paths else str(len(work.sources))
            return say("history.came", language, digest=work.digest[:SHORT], files=named)
        case Grade() if event.regrade:
            return _regraded(event.regrade, language)
        case Grade() as grade:
            return say("history.graded", language, points=number(grade.points), out_of=number(grade.out_of))
        case Publication(final=final):
            return say("history.shown", language, points=number(final.points), out_of=number(final.out_of))
        case Decision() as decision:
            return _decision(decision, zone, language)
        case never:
            assert_never(never)


def _regraded(regrade: Regrade, language: str) -> str:
    """`regraded: 7 → 8 (mse.averages)`."""
    points = {"before": number(regrade.before), "after": number(regrade.after)}
    if regrade.moved is None:
        return say("history.regraded_same", language, **points)
    checks = [one_line(one.check) for one in regrade.moved.checks]
    more = " …" if len(checks) > FILES_SHOWN else ""
    return say("history.regraded", language, **points, checks=", ".join(checks[:FILES_SHOWN]) + more)


def _decision(decision: Decision, zone: str, language: str) -> str:
    """Points of a check, a comment, an extension, an excuse or a settled file, in one line."""
    parts = (
        say(f"decision.{decision.kind}", language),
        one_line(decision.subject),
        number(decision.points) if decision.points is not None else "",
        *(_time(moment, zone) for moment in (decision.until, decision.received) if moment),
    )
    words = " ".join(part for part in parts if part)
    if decision.text and decision.kind is not DecisionKind.SETTLED:
        words = f"{words}: {one_line(decision.text, 600)}"
    return say("history.withdrawn", language, what=words) if decision.withdrawn else words
