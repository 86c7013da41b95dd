"""A submission as its student sees it go, and a receipt held against work → lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.model import Assignment, Reason, Verdict
from autograder.report.catalog import say, say_or
from autograder.report.safe import one_line
from autograder.report.sentences import by_name
from autograder.report.telling import states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

_TWO_NUMBERS = {"late": ("days", "hours"), "never_run": ("count", "all")}


def in_short(verdicts: Sequence[Verdict], assignment: Assignment, language: str) -> Iterator[str]:
    """How many public checks are right, and the names of what is wrong."""
    right = sum(verdict.outcome == "passed" for verdict in verdicts)
    yield say("submit.checked", language, right=right, all=len(verdicts))
    found = states(verdicts, by_name(assignment))
    names = ", ".join(one_line(name) for name, state in found.items() if state == "wrong")
    if names:
        yield say("submit.wrong", language, names=names)


def handed_in(  # noqa: PLR0913 - each is a line
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
