"""Events, decisions, lateness and moved marks → words, wherever they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from autograder.model import (
    AdjustmentKind,
    Decision,
    DecisionKind,
    Fate,
    Grade,
    Outcome,
    Publication,
    Reason,
    Status,
    Submission,
)
from autograder.report.messages.catalog import number, say, say_or
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from autograder.model import Adjustment, Event, Moved, Received, Regrade, Signed

OWN_WORDS = 600  # characters of what a person wrote
SHORT = 12  # of a digest
FILES_SHOWN = 3


def happened(event: Event, *, zone: str, language: str) -> str:
    """`2026-03-02 18:00  lee  points by hand for mse: 2 – the check was wrong`."""
    signed = event.signed
    why = f" – {own_line(signed.why)}" if signed.why else ""
    return f"{local(signed.at, zone)}  {one_line(signed.by, 40)}  {_what(event, zone, language)}{why}"


def own_line(text: str) -> str:
    """A person's own words on one line: where they broke a line there is a space."""
    return one_line(" ".join(text.split()), OWN_WORDS)


def local(moment: datetime, zone: str) -> str:
    """In the week's zone, or where the week has none here in the reader's own."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if zone else local_time(moment)


def _what(event: Event, zone: str, language: str) -> str:
    match event.what:
        case Submission() as work:
            taken = [file for file in work.files if file.fate is Fate.TAKEN]
            told = taken or [file for file in work.files if file.fate is Fate.UNREADABLE] or work.files
            unread = "" if taken else f" ({say('status.unread', language)})"
            paths = [f"{one_line(file.path)}{unread}" for file in told]
            more = f" (+{len(paths) - FILES_SHOWN})" if len(paths) > FILES_SHOWN else ""
            named = ", ".join(paths[:FILES_SHOWN]) + more if paths else str(len(work.sources))
            return say("history.came", language, digest=work.digest[:SHORT], files=named)
        case Grade() if event.regrade:
            return _regraded(event.regrade, language)
        case Grade() as grade if not grade.points and grade.status in {Status.UNREAD, Status.UNOWNED, Status.MISSING}:
            return say(f"status.{grade.status}", language)
        case Grade() as grade:
            told = say("history.graded", language, points=number(grade.points), out_of=number(grade.out_of))
            return f"{told} ({say(f'status.{grade.status}', language)})" if grade.status.needs_person else told
        case Publication(final=final):
            return say("history.shown", language, points=number(final.points), out_of=number(final.out_of))
        case Decision() as decision:
            return written_words(event.signed, decision, zone, language)
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


def written_words(signed: Signed, decision: Decision, zone: str, language: str) -> str:
    """A decision as the record has it.

    One that somebody else puts back in force stays its author's, and has its author's reason.
    """
    words = decided_words(decision, zone, language)
    if (signed.by, signed.at) == (decision.signed.by, decision.signed.at):
        return words
    own = f" – {own_line(decision.signed.why)}" if decision.signed.why else ""
    return say("history.again", language, what=words, by=f"{one_line(decision.signed.by, 40)}{own}")


def decided_words(decision: Decision, zone: str, language: str) -> str:
    """Say a decision in one line.

    Points of a check, a comment, an extension, an excuse or a settled file.
    """
    parts = (
        say(f"decision.{'nobodys' if _is_nobodys(decision) else decision.kind}", language),
        one_line(decision.subject),
        number(decision.points) if decision.points is not None else "",
        *(local(moment, zone) for moment in (decision.until, decision.received) if moment),
    )
    words = " ".join(part for part in parts if part)
    if decision.text and decision.kind is not DecisionKind.SETTLED:
        words = f"{words}: {own_line(decision.text)}"
    return say("history.withdrawn", language, what=words) if decision.withdrawn else words


def _is_nobodys(decision: Decision) -> bool:
    """Tell a file that was set aside from one that was given to a student."""
    return decision.kind is DecisionKind.SETTLED and not decision.student and not decision.withdrawn


def outcomes(was: Outcome | None, now: Outcome | None, language: str) -> str:
    """`wrong → right`; one word where it stayed, a dash where the check was not there."""
    return " → ".join(dict.fromkeys(say(f"outcome.{each}", language) if each else "–" for each in (was, now)))


def fate(file: Received, language: str) -> str:
    """A file's fate in words: `cannot be read: not a notebook`."""
    reason = why_left_out(file, language)
    words = say(f"fate.{file.fate}", language)
    return f"{words}: {reason}" if reason else words


IN_PART = {Reason.OTHER_WEEK, Reason.TEXT_CELLS}
"""Reasons of a file that was read: told alone, with the detail, and by no fate."""


def why_left_out(file: Received, language: str) -> str:
    """The reason of a file's fate.

    And of which other week it is, or which functions never run.
    """
    reason = say_or(f"received.{file.reason}", language, otherwise=file.reason)
    return f"{reason} ({one_line(file.detail)})" if file.reason in IN_PART and file.detail else reason


def adjustment(link: Adjustment, language: str, *, free: bool = False) -> str:
    """Say one link of the chain to the points, and why a person decided it.

    `free`: it took nothing, so that no day is said to count.
    """
    code = "late_free" if free and link.kind is AdjustmentKind.LATE else link.kind
    words = say_or(f"adjustment.{code}", language, otherwise=str(link.kind))
    words = words.format(days=link.days, time=duration(link.minutes, language))
    return signed_words(words, link.decision, language) if link.decision else words


def chain(links: Sequence[Adjustment], language: str) -> tuple[str, ...]:
    """Say every link of the chain to the points.

    A late rule that took nothing counts no days.
    """
    before = (None, *links)
    return tuple(
        adjustment(link, language, free=earlier is not None and earlier.points == link.points)
        for earlier, link in zip(before, links, strict=False)
    )


def signed_words(words: str, decision: Decision, language: str) -> str:
    """Words, who decided, and what they wrote of it."""
    signed = say("because_by", language, name=one_line(decision.signed.by))
    own = " – ".join(own_line(text) for text in (decision.text, decision.signed.why) if text)
    return ": ".join(part for part in (f"{words}, {signed}", own) if part)


_WEEK_HOURS = 168


def duration(minutes: int, language: str) -> str:
    """A time that passed: 5 min, 1 d 3 h; of more than a week whole hours."""
    hours, rest = divmod(minutes, 60)
    parts = {"days": hours // 24, "hours": hours % 24, "minutes": 0 if hours > _WEEK_HOURS else rest}
    told = [say(f"duration.{unit}", language, count=count) for unit, count in parts.items() if count]
    return " ".join(told) or say("duration.minutes", language, count=0)


def late_and_cost(minutes: int | None, cost: float, language: str, *, marked: bool = False) -> str:
    """`5 min late, −2.6 points`; "" for work on time.

    `marked`: the LMS calls it late, without a time.
    """
    if marked:
        return say("late.marked", language)
    if not minutes:
        return ""
    words = say("late.by", language, time=duration(minutes, language))
    return f"{words}, {say('late.cost', language, points=number(cost))}" if cost else words


def news(moved: Moved, reasons: Iterable[Signed], language: str) -> str:
    """`7 → 8 points. What changed: the check itself. “too strict” (kim)`."""
    quoted = (f"“{why}” ({by})" for why, by in own_words(reasons))
    return " ".join([points_moved(moved, language), causes(moved, language), *quoted])


def points_moved(moved: Moved, language: str) -> str:
    """`7 → 8 points.`, or that they are what they were."""
    code = "news.line" if moved.before != moved.after else "news.still"
    return say(code, language, before=number(moved.before), after=number(moved.after))


def causes(moved: Moved, language: str) -> str:
    """Everything that explains a change, each named once."""
    names = (say_or(f"change.{cause.change}", language, otherwise=cause.change) for cause in moved.causes)
    return say("news.because", language, causes=", ".join(dict.fromkeys(names)))


def own_words(reasons: Iterable[Signed]) -> tuple[tuple[str, str], ...]:
    """Reasons that people gave, each with its author; the same only once."""
    return tuple(dict.fromkeys((own_line(signed.why), one_line(signed.by, 40)) for signed in reasons))


def local_time(moment: datetime) -> str:
    """In the reader's own time, with its offset."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S (UTC%z)}"
