"""Published marks → the gradebooks of the LMS's that show the portal.

Derived from the record each time: a gradebook that was down for two days is told then all that it missed, once.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import msgspec

from autograder.errors import AutograderError, SignInError
from autograder.files import sha256
from autograder.model import LANGUAGES, AdjustmentKind, Final, LmsCourse, Publication, SentMark, Status
from autograder.portal.lms_service import LmsService
from autograder.report.messages.catalog import pick, say
from autograder.report.messages.events import chain
from autograder.workflows.opening import beside

if TYPE_CHECKING:
    from autograder.portal.access import Course

_PAUSE_SECONDS = 15.0
_HELD = timedelta(minutes=10)
"""Time for which one process has the sending to a course, if it dies over it."""
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)
_TOLD = (
    AdjustmentKind.EXTENDED,
    AdjustmentKind.MARKED_LATE,
    AdjustmentKind.GRACE,
    AdjustmentKind.LATE,
    AdjustmentKind.BUDGET,
    AdjustmentKind.CUT_OFF,
    AdjustmentKind.MISSING,
    AdjustmentKind.EXCUSED,
)
"""What a gradebook's comment says of a mark. The rest stands on the student's own page."""
_GONE = 404
_OLDER = 409
_ONE_MARK = frozenset({400, 413, 422})
"""Answers that are about one student's mark; the others are about the whole gradebook."""
_log = logging.getLogger("autograder.portal")


def kept_sent(course: Course) -> AbstractContextManager[None]:
    """Send what is published, for as long as the block lasts."""
    return beside(partial(_keep, course))


def send_marks(course: Course, *, now: datetime) -> int:
    """Tell every gradebook what it was not told yet → how many marks were told."""
    return sum(_send(course, there, now) for there in course.platforms.courses() if there.line_items)


def _keep(course: Course, over: Event) -> None:
    seen: object = None
    while not over.wait(_PAUSE_SECONDS):
        try:
            news = course.platforms.news()
            if news != seen or any(each.failures for each in course.platforms.courses()):
                send_marks(course, now=datetime.now(UTC))
                seen = news
        except Exception as error:  # noqa: BLE001 - whatever it is, marks go on being sent
            _log.warning("marks could not be sent: %s", type(error).__name__)


def _send(course: Course, there: LmsCourse, now: datetime) -> int:
    """Tell one gradebook.

    Where it is down, it is left alone for a while, longer each time.
    """
    platform = course.platforms.platform(there.platform)
    if platform is None or not course.platforms.claim(there.id, now=now, lasts=_HELD):
        return 0
    service, told, again = LmsService(course, platform, there, now=now), 0, 0
    try:
        for week in course.weeks.names:
            told += _send_week(course, service, there, week, platform.issuer)
    except AutograderError as error:
        again = there.failures + 1
        code = error.code if isinstance(error, SignInError) else type(error).__name__
        pause = min(_FIRST_PAUSE * 2 ** min(again - 1, 10), _LONGEST_PAUSE)
        course.platforms.tell(there.id, failures=again, next_try=now + pause, trouble=code)
        _log.warning("a gradebook failed (%s), for the %d. time", code, again)
    else:
        course.platforms.tell(there.id)
    return told


def _send_week(course: Course, service: LmsService, there: LmsCourse, week: str, issuer: str) -> int:
    shown = course.store.published(week).shown
    if not shown:
        return 0
    known, sent, told = course.identities.subjects(issuer), course.platforms.sent(there.id, week), 0
    for student, publications in sorted(shown.items()):
        said = _said(publications[-1])
        content = sha256(msgspec.json.encode(said, order="sorted"))
        before = sent.get(student)
        if student not in known or (before is not None and before.content == content):
            continue
        at = publications[-1].signed.at.astimezone(UTC)
        if before is not None and at <= before.at:
            at = before.at + timedelta(milliseconds=1)
        stamp = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        whole = {**said, "userId": known[student], "timestamp": stamp}
        trouble = _tell(course, service, there, publications[-1].final, whole)
        course.platforms.keep_sent(SentMark(there.id, week, student, content, at, trouble))
        told += not trouble
    return told


def _tell(course: Course, service: LmsService, there: LmsCourse, final: Final, whole: dict[str, object]) -> str:
    """Tell a gradebook one mark → the trouble with it, if it is this mark's alone.

    A column that is gone is made again, once.
    """
    for last in (False, True):
        try:
            service.score(_line_item(course, service, there, final), whole)
        except SignInError as error:
            answer = error.parts.get("answer")
            if answer == _OLDER:
                return "newer"
            if answer in _ONE_MARK or (answer == _GONE and last):
                return f"HTTP {answer}"
            if answer != _GONE:
                raise
            course.platforms.keep_line_item(there.id, final.week, "")
        else:
            return ""
    return ""


def _line_item(course: Course, service: LmsService, there: LmsCourse, final: Final) -> str:
    known = course.platforms.line_items(there.id).get(final.week)
    if known:
        return known
    assignment = course.weeks.week(final.week)
    label = f"{final.week} · {pick(assignment.title, 'ko') or final.week}"
    made = service.line_item(final.week, label=label, most=final.out_of or 1.0, due=assignment.due)
    course.platforms.keep_line_item(there.id, final.week, made)
    return made


def _said(publication: Publication) -> dict[str, object]:
    """A mark as a gradebook is told it: an excused week has none, and is never a zero."""
    final = publication.final
    if final.excused or final.status is Status.EXCUSED:
        words = " / ".join(say("status.excused", language) for language in LANGUAGES)
        return {"activityProgress": "Initialized", "gradingProgress": "NotReady", "comment": words}
    links = [replace(link, decision=None) for link in final.adjustments]
    told = {
        language: [words for link, words in zip(links, chain(links, language), strict=True) if link.kind in _TOLD]
        for language in LANGUAGES
    }
    words = " / ".join(", ".join(parts) for parts in told.values() if parts)
    return {
        "activityProgress": "Initialized" if final.status is Status.MISSING else "Completed",
        "gradingProgress": "FullyGraded",
        "scoreGiven": final.points,
        "scoreMaximum": final.out_of or 1.0,
        **({"comment": words} if words else {}),
    }
