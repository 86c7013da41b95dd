"""A submission sent, or a receipt compared with work → lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.model import Assignment, Outcome, Reason, Verdict
from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.sentences import by_name, local_time
from autograder.report.messages.student_check import states
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from autograder.model import Receipt, ReceiptCheck, ReceiptMatch, Regraded

_TWO_NUMBERS = {"late": ("days", "hours"), "never_run": ("count", "all")}


def checks_in_short(verdicts: Sequence[Verdict], assignment: Assignment, language: str) -> Iterator[str]:
    """The number of public checks that are right, and the names of what is wrong."""
    right = [verdict for verdict in verdicts if verdict.outcome is Outcome.PASSED]
    yield say("submit.checked", language, right=len(right), all=len(verdicts))
    exercises = states(verdicts, by_name(assignment))
    wrong = ", ".join(one_line(name) for name, state in exercises.items() if state == "wrong")
    if wrong:
        yield say("submit.wrong", language, names=wrong)


def submitted(
    *,
    files: Sequence[str],
    zipped: str,
    receipt: str,
    sent: str,
    at: datetime,
    digest: str,
    language: str,
    signed: bool = False,
) -> Iterator[str]:
    """The files that were packed, where they are now, and where the receipt is.

    `signed`: by the course.
    """
    yield say("submit.packed", language, files=", ".join(map(one_line, files)))
    yield say("submit.kept", language, where=zipped)
    yield say("submit.sent", language, where=one_line(sent, 400)) if sent else say("submit.not_sent", language)
    kind = "signed" if signed else "receipt" if sent else "record"
    yield say(f"submit.{kind}", language, where=receipt)
    yield say("submit.digest", language, at=local_time(at), digest=digest)


def concern(code: str, file: str, detail: str, language: str) -> str:
    """One thing a student should know before they hand in."""
    if code in _TWO_NUMBERS:
        numbers = dict(zip(_TWO_NUMBERS[code], detail.split(), strict=True))
        return say(f"concern.{code}", language, file=one_line(file), **numbers)
    words = say_or(f"received.{detail}", language, otherwise=detail) if detail in set(Reason) else detail
    return say(f"concern.{code}", language, file=one_line(file), detail=one_line(words, 400))


def verified(receipt: Receipt, check: ReceiptCheck, regraded: Regraded | None, *, language: str) -> Iterator[str]:
    """Say if the marks rest on this work, file by file, and come out the same again."""
    parts = {"student": one_line(receipt.student, 40), "week": one_line(receipt.week, 40)}
    if check.record is None:
        yield say("verify.never", language, **parts)
        yield say(f"signature.{check.signature}", language)
        return
    at = local_time(receipt.at)
    yield f"{parts['student']}, {parts['week']}, {at}"
    yield say(f"signature.{check.signature}", language)
    yield say(f"verify.{'graded' if check.grade else 'older' if check.record.holds else 'other'}", language)
    yield from _files(check.record.files, language)
    if check.record.came != "same":
        yield say("verify.late_record", language)
    if check.given is not None:
        yield say("receipt.holds" if check.given.holds else "receipt.differs", language, at=at, **parts)
        yield from _files(check.given.files, language)
    if regraded is not None:
        if not regraded.same_version:
            yield say("verify.changed", language)
        points = {"before": number(regraded.before), "after": number(regraded.after)}
        yield say("verify.same", language) if regraded.same else say("verify.moved", language, **points)


def _files(files: Mapping[str, ReceiptMatch], language: str) -> Iterator[str]:
    for name, match in files.items():
        yield f"  {one_line(name)}: {say(f'receipt.{match}', language)}"
