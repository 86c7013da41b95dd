"""A student's hand-in → its bytes for who teaches, and the source as it was read.

Bytes are given as they came, to be saved; they are opened nowhere here, and no browser is to show them.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.responses import Response

from autograder.files import digest
from autograder.model import Fate, JobState
from autograder.portal.rendering import clock, html
from autograder.portal.seen import is_blind, shown, student_of
from autograder.portal.student import opened
from autograder.workflows.handing_in import graded_as

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from autograder.model import Assignment, Grade, Member, Received, Submission, Upload
    from autograder.portal.access import Visit

_NEVER_SHOWN = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
_KNOWN_ENDINGS = frozenset({".py", ".ipynb", ".zip"})


def source(visit: Visit) -> Response:
    """The source of the work that counts, as it is on record, however it came."""
    assignment, member = opened(visit), student_of(visit)
    grade = visit.course.store.grade_of(assignment.week, member.id)
    work = grade.submission if grade else None
    return _source_page(visit, assignment, member, work=work, at=work.received if work else None)


def attempt_source(visit: Visit) -> Response:
    """An attempt: its files to take, and their source as the grader read it then."""
    assignment, member = opened(visit), student_of(visit)
    attempts = visit.course.uploads.attempts(assignment.week, member.id)
    upload = _of(visit, member, assignment.week)
    grade = graded_as(visit.course.uploads, attempts, upload) if upload.state is JobState.DONE else None
    work = grade.submission if grade else None
    return _source_page(visit, assignment, member, work=work, at=upload.at, upload=upload)


def _source_page(
    visit: Visit,
    assignment: Assignment,
    member: Member,
    *,
    work: Submission | None,
    at: datetime | None,
    upload: Upload | None = None,
) -> Response:
    return html(
        visit,
        "portal/source.html.j2",
        week=assignment.week,
        student=shown(visit, [member.id])[member.id],
        blind=is_blind(visit),
        at=clock(at, ZoneInfo(assignment.zone)),
        work=work,
        upload=upload,
    )


def attempt_file(visit: Visit) -> Response:
    """Exactly the bytes of a file that was handed in, to be saved."""
    assignment, member = opened(visit), student_of(visit)
    upload, number = _of(visit, member, assignment.week), _number(visit.path("number"))
    if not 1 <= number <= len(upload.files):
        raise HTTPException(404)
    file = upload.files[number - 1]
    name = file.name
    if is_blind(visit):
        ending = PurePosixPath(name).suffix.lower()
        name = f"{upload.id}-{number}{ending if ending in _KNOWN_ENDINGS else '.bin'}"
    content = visit.course.uploads.contents_of(upload.id)[file.name]
    named = f"attachment; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
    headers = {**_NEVER_SHOWN, "Content-Disposition": named}
    return Response(content, media_type="application/octet-stream", headers=headers)


def undrawn(visit: Visit, grade: Grade) -> bool:
    """True for work that ran, and of which no picture was ever kept."""
    ran = grade.submission is not None and bool(grade.submission.sources)
    return ran and visit.course.uploads.drawings_of(digest(grade.provenance)) is None


def owners(visit: Visit, week: str, listed: Iterable[Received]) -> dict[str, str]:
    """Students whose source on record holds a file, by its path."""
    graded = set(visit.course.store.students(week))
    return {each.path: each.student for each in listed if each.fate is Fate.TAKEN and each.student in graded}


def _of(visit: Visit, member: Member, week: str) -> Upload:
    """The upload of the address, if it is this student's."""
    upload = visit.course.uploads.upload(_number(visit.path("upload")))
    if upload is None or (upload.student, upload.week) != (member.id, week):
        raise HTTPException(404)
    return upload


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0  # noqa: PLR2004 - any number of a row is shorter
