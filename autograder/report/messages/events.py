"""Events of a student's week → a line each, as a terminal and a page of the portal say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from autograder.model import Decision, Grade, Publication, Submission
from autograder.report.messages.catalog import number, say
from autograder.report.messages.sentences import local_time
from autograder.text import one_line

if TYPE_CHECKING:
    from autograder.model import Event

SHORT = 12  # of a digest


def happened(event: Event, language: str) -> str:
    """`2026-03-02 18:00  lee  points by hand for mse: 2 – the check was wrong`."""
    signed = event.signed
    why = f" – {one_line(signed.why, 600)}" if signed.why else ""
    return f"{local_time(signed.at)}  {one_line(signed.by, 40)}  {_what(event, language)}{why}"


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
