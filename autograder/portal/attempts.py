"""An upload → its receipt, its place in the queue, its result as graded then."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from autograder.errors import RecordError
from autograder.model import JobState, Status
from autograder.portal import live
from autograder.portal.current_work import left_out, public_findings
from autograder.portal.rendering import clock, html, page, see
from autograder.portal.student import opened, shown_now
from autograder.report.messages.catalog import say
from autograder.workflows.handing_in import graded_as
from autograder.workflows.pages_on_record import page_on_record

if TYPE_CHECKING:
    from autograder.model import Upload
    from autograder.portal.access import Visit


def attempt(visit: Visit) -> Response:
    """An attempt: its receipt, its place in the queue, what became of it."""
    upload, assignment = _own(visit), opened(visit)
    attempts = visit.course.uploads.attempts(assignment.week, visit.me.id)
    grade = graded_as(visit.course.uploads, attempts, upload) if upload.state is JobState.DONE else None
    counts = attempts[0].id == upload.id
    return html(
        visit,
        "portal/attempt.html.j2",
        upload=upload,
        at=clock(upload.at, ZoneInfo(assignment.zone)),
        place=live.state_in_words(visit, upload)["place"],
        shown=shown_now(visit, assignment, earlier=None if counts else grade),
        counts=counts,
        left_out=left_out(grade, visit.language),
        unread=grade is not None and grade.status is Status.UNREAD,
        result=f"/weeks/{assignment.week}/" + ("result" if counts else f"attempts/{upload.id}/result"),
        live=upload.state in live.OPEN,
        public=public_findings(visit, assignment, upload) if upload.state is JobState.DONE else (),
    )


def attempt_result(visit: Visit) -> Response:
    """The result of an attempt as it was graded then."""
    upload, assignment = _own(visit), opened(visit)
    attempts = visit.course.uploads.attempts(assignment.week, visit.me.id)
    if attempts[0].id == upload.id:
        return see(f"/weeks/{assignment.week}/result")
    grade = graded_as(visit.course.uploads, attempts, upload) if upload.state is JobState.DONE else None
    shown = shown_now(visit, assignment, earlier=grade)
    if grade is None or not shown.readable:
        raise RecordError(say("portal.not_yet" if grade else "portal.never_graded", visit.language))
    content = page_on_record(
        visit.course.store,
        visit.course.uploads,
        assignment,
        visit.me.as_student,
        template="portal/attempt_result.html.j2",
        languages=[visit.language],
        expected=shown.expected,
        earlier=grade,
        extra={
            "member": visit.me,
            "expected": shown.expected,
            "language": visit.language,
            "here": visit.request.url.path,
            "at": clock(upload.at, ZoneInfo(assignment.zone)),
        },
    )
    return page(content)


def attempt_state(visit: Visit) -> Response:
    """The state of an attempt, for a page or a script that waits for it."""
    upload, told = _own(visit), live.state_in_words(visit, _own(visit))
    if told["state"] != JobState.DONE:
        return JSONResponse(told)
    public = [asdict(each) for each in public_findings(visit, opened(visit), upload)]
    return JSONResponse({**told, "public": public})


def attempt_events(visit: Visit) -> Response:
    """The states of an attempt as they change, until it is graded."""
    return live.events(visit, _own(visit))


def receipt_file(visit: Visit) -> Response:
    """The receipt as a file to keep."""
    upload = _own(visit)
    name = f"{upload.week}_{upload.id}.receipt.json"
    return Response(
        upload.receipt, media_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


# ---------------------------------------------------------------------- helpers of these pages


def _own(visit: Visit) -> Upload:
    """The attempt of the address, if it is the visitor's own."""
    number = visit.path("upload")
    upload = visit.course.uploads.upload(int(number)) if number.isdecimal() and len(number) < 12 else None  # noqa: PLR2004 - any number of a row is shorter
    if upload is None or upload.student != visit.me.id or upload.week != visit.path("week"):
        raise HTTPException(404)
    return upload
