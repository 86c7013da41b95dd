"""Events of a student's week → a line each, for terminal and portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from autograder.model import Decision, DecisionKind, Fate, Grade, Publication, Submission
from autograder.report.messages.catalog import number, say
from autograder.report.messages.sentences import local_time
from autograder.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from autograder.model import Event, Regrade

SHORT = 12  # of a digest
FILES_SHOWN = 3


def happened(event: Event, *, zone: str, language: str) -> str:
    """`2026-03-02 18:00  lee  points by hand for mse: 2 – the check was wrong`."""
    signed = event.signed
    why = f" – {one_line(signed.why, 600)}" if signed.why else ""
    return f"{local(signed.at, zone)}  {one_line(signed.by, 40)}  {_what(event, zone, language)}{why}"


def local(moment: datetime, zone: str) -> str:
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
            return decided_words(decision, zone, language)
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


def decided_words(decision: Decision, zone: str, language: str) -> str:
    """Say a decision in one line.

    Points of a check, a comment, an extension, an excuse or a settled file.
    """
    parts = (
        say(f"decision.{decision.kind}", language),
        one_line(decision.subject),
        number(decision.points) if decision.points is not None else "",
        *(local(moment, zone) for moment in (decision.until, decision.received) if moment),
    )
    words = " ".join(part for part in parts if part)
    if decision.text and decision.kind is not DecisionKind.SETTLED:
        words = f"{words}: {one_line(decision.text, 600)}"
    return say("history.withdrawn", language, what=words) if decision.withdrawn else words
