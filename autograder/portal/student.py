"""A student's pages.

Weeks, handing in, receipts, the result and a second look at it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from autograder.errors import RecordError, UsageError
from autograder.files import sha256
from autograder.grading.redaction import public_marks, without_expected
from autograder.handout import published
from autograder.model import (
    Assignment,
    CourseRole,
    JobState,
    Outcome,
    Signed,
    Upload,
    UploadedFile,
)
from autograder.portal import live
from autograder.portal.rendering import clock, html, page, see
from autograder.report.messages.catalog import pick, say
from autograder.report.messages.sentences import message
from autograder.submissions.receipt import to_json, upload_receipt
from autograder.submissions.signing import course_key, key_path, sign
from autograder.text import one_line
from autograder.workflows import showing
from autograder.workflows.explain import standing
from autograder.workflows.opening import week_in_force
from autograder.workflows.pages_on_record import page_on_record
from autograder.workflows.personal_data import data_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from autograder.portal.access import Visit
    from autograder.workflows.showing import Showing

_LONGEST_NAME = 240
"""Bytes: a disk keeps fifteen more."""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in a list.

    What it is called, when it is due, what was handed in, what it earned.
    """

    name: str
    title: str
    due: str
    attempts: int
    points: str


@dataclass(frozen=True, slots=True)
class PublicFinding:
    """A check on the lecture's own numbers, told at any time."""

    name: str
    exercise: str
    asked: str
    outcome: str
    message: str


def home(visit: Visit) -> Response:
    """The weeks of the course, or for who teaches, what is to be done."""
    if visit.me.role is not CourseRole.STUDENT:
        return see("/class")
    return html(visit, "portal/weeks.html.j2", weeks=tuple(_lines(visit)))


def week(visit: Visit) -> Response:
    """One week: its rules and due time, the form to hand in by, every attempt."""
    assignment = opened(visit)
    attempts = visit.course.uploads.attempts(assignment.week, visit.me.id)
    due, zone = showing.deadline(visit.course.store, assignment, visit.me.id), ZoneInfo(assignment.zone)
    shown = shown_now(visit, assignment)
    return html(
        visit,
        "portal/week.html.j2",
        week=assignment.week,
        title=pick(assignment.title, visit.language),
        rules=pick(assignment.rules, visit.language),
        due=clock(due, zone),
        late=due is not None and visit.now > due,
        attempts=[(each, clock(each.at, zone), due is not None and each.at > due) for each in attempts],
        limits=visit.course.settings.upload,
        shown=shown,
        public=_public(visit, assignment),
        handout=published(visit.course.settings.folder / "assignments" / assignment.week) is not None,
        late_days=assignment.late.budget_days,
        late_days_left=_late_days_left(visit, assignment),
        next_look=clock(shown.looks.next_at, zone) if shown.looks else "",
    )


def hand_in(visit: Visit) -> Response:
    """Keep files and their job, then give the receipt. Nothing in them is opened here."""
    assignment = opened(visit)
    files = dict(_fit(visit))
    _not_too_much_today(visit, assignment.week, files)
    now = visit.now
    receipt = upload_receipt(visit.me.id, assignment.week, files, now)
    kept = tuple(UploadedFile(name, digest, len(files[name])) for name, digest in receipt.files.items())
    settings = visit.course.settings
    signed = to_json(sign(receipt, course_key(key_path(settings.store, settings.folder))))
    upload = visit.course.uploads.hand_in(Upload(0, assignment.week, visit.me.id, now, signed, kept), files)
    if visit.wants_json:
        return JSONResponse({"upload": upload.id, "receipt": msgspec.json.decode(signed)}, 201)
    return see(f"/weeks/{assignment.week}/attempts/{upload.id}")


def attempt(visit: Visit) -> Response:
    """An attempt: its receipt, its place in the queue, what became of it."""
    upload, assignment = _own(visit), opened(visit)
    return html(
        visit,
        "portal/attempt.html.j2",
        upload=upload,
        at=clock(upload.at, ZoneInfo(assignment.zone)),
        place=live.state_in_words(visit, upload)["place"],
        shown=shown_now(visit, assignment),
        live=upload.state in live.OPEN,
        public=_public(visit, assignment, upload) if upload.state is JobState.DONE else (),
    )


def attempt_state(visit: Visit) -> Response:
    """The state of an attempt, for a page or a script that waits for it."""
    upload, told = _own(visit), live.state_in_words(visit, _own(visit))
    if told["state"] != JobState.DONE:
        return JSONResponse(told)
    public = [asdict(each) for each in _public(visit, opened(visit), upload)]
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


def result(visit: Visit) -> Response:
    """The page of a student's grade, as far as the week lets it be read now."""
    assignment = opened(visit)
    shown = shown_now(visit, assignment)
    if not shown.readable:
        raise RecordError(say("portal.not_yet", visit.language))
    if visit.wants_json:
        return JSONResponse(_result_in_words(visit, assignment, expected=shown.expected))
    looks = visit.course.members.second_looks(week=assignment.week, student=visit.me.id)
    if by := _staff_as(visit):
        looks = tuple(replace(look, answered_by=by) for look in looks)
    content = page_on_record(
        visit.course.store,
        visit.course.uploads,
        assignment,
        visit.me.as_student,
        template="portal/result.html.j2",
        languages=[visit.language],
        expected=shown.expected,
        staff_as=_staff_as(visit),
        extra={
            "member": visit.me,
            "looks": looks,
            "expected": shown.expected,
            "language": visit.language,
            "here": visit.request.url.path,
        },
    )
    return page(content)


def _result_in_words(visit: Visit, assignment: Assignment, *, expected: bool) -> dict[str, object]:
    """The result for a script or a notebook: points, and a sentence a check."""
    grade, final = standing(visit.course.store, assignment.week, visit.me.id)
    told = grade if expected else without_expected(grade)
    graded = week_in_force(assignment, visit.course.store).assignment
    verdicts = {mark.verdict.check: mark.verdict for mark in told.marks}
    checks = [
        {
            "name": mark.verdict.check,
            "outcome": mark.verdict.outcome,
            "points": mark.points,
            "out_of": mark.out_of,
            "message": message(verdicts.get(mark.verdict.check, mark.verdict), graded, visit.language),
        }
        for mark in final.marks
    ]
    return {"format": 1, "status": final.status, "points": final.points, "out_of": final.out_of, "checks": checks}


def ask_second_look(visit: Visit) -> Response:
    """Ask a person to look at one check, with a reason."""
    assignment = opened(visit)
    grade, _ = standing(visit.course.store, assignment.week, visit.me.id)
    check = visit.form.get("check", "")
    if check not in {mark.verdict.check for mark in grade.marks} or not shown_now(visit, assignment).readable:
        raise RecordError(say("portal.no_such_check", visit.language))
    visit.course.members.ask(assignment.week, visit.me.id, check, visit.form.get("reason", "")[:4000], now=visit.now)
    return see(f"/weeks/{assignment.week}/result#second-look")


def take_look(visit: Visit) -> Response:
    """Take a look at the result, where the week gives only so many."""
    assignment = opened(visit)
    showing.take_look(visit.course.store, assignment, visit.me.id, Signed(visit.me.id, visit.now))
    return see(f"/weeks/{assignment.week}/result")


def own_data(visit: Visit) -> Response:
    """Everything kept of a student, as a file."""
    mine = tuple(assignments(visit))
    content = data_of(visit.course.store, mine, visit.me.id, now=visit.now, staff_as=_staff_as(visit))
    return Response(
        content, media_type="application/zip", headers={"Content-Disposition": 'attachment; filename="my-data.zip"'}
    )


# ---------------------------------------------------------------------- weeks, for all pages


def opened(visit: Visit) -> Assignment:
    """The week of the address.

    Nobody finds one that is not released, but for who teaches.
    """
    try:
        assignment = visit.course.weeks.week(visit.path("week"))
    except UsageError:
        raise HTTPException(404) from None
    early = assignment.release is not None and visit.now < assignment.release
    if early and not visit.me.role.reads_class:
        raise HTTPException(404)
    return assignment


def assignments(visit: Visit) -> Iterator[Assignment]:
    """Every week of the course that this member may know of."""
    for assignment in map(visit.course.weeks.week, visit.course.weeks.names):
        if visit.me.role.reads_class or assignment.release is None or visit.now >= assignment.release:
            yield assignment


def _staff_as(visit: Visit) -> str:
    """The name under which decisions are shown, where a course hides its TAs'."""
    return say("portal.staff", visit.language) if visit.course.settings.anonymous_staff else ""


def shown_now(visit: Visit, assignment: Assignment) -> Showing:
    """How far feedback goes for the student who asks."""
    return showing.showing(visit.course.store, assignment, visit.me.id, visit.now)


def _public(visit: Visit, assignment: Assignment, upload: Upload | None = None) -> tuple[PublicFinding, ...]:
    """Findings on the numbers of the lecture, for the work that counts.

    They are told at any time; of an older attempt nothing.
    """
    grade = visit.course.store.grade_of(assignment.week, visit.me.id)
    if (
        grade is None
        or grade.status.needs_person
        or (upload and grade.submission and grade.submission.received != upload.at)
    ):
        return ()
    graded = week_in_force(assignment, visit.course.store).assignment
    checks = {check.name: check for check in graded.checks}
    return tuple(
        PublicFinding(
            mark.verdict.check,
            checks[mark.verdict.check].exercise,
            pick(checks[mark.verdict.check].text, visit.language),
            str(mark.verdict.outcome),
            "" if mark.verdict.outcome is Outcome.PASSED else message(mark.verdict, graded, visit.language),
        )
        for mark in public_marks(grade, graded.checks)
    )


def _late_days_left(visit: Visit, assignment: Assignment) -> int:
    """Days of the course's late budget that earlier weeks have left."""
    used = visit.course.store.circumstances_of(assignment.week, visit.me.id).budget_used
    return max(assignment.late.budget_days - used, 0)


def _lines(visit: Visit) -> Iterator[WeekLine]:
    for assignment in assignments(visit):
        found = visit.course.store.final_of(assignment.week, visit.me.id)
        readable = found is not None and shown_now(visit, assignment).readable
        yield WeekLine(
            name=assignment.week,
            title=pick(assignment.title, visit.language),
            due=clock(showing.deadline(visit.course.store, assignment, visit.me.id), ZoneInfo(assignment.zone)),
            attempts=len(visit.course.uploads.attempts(assignment.week, visit.me.id)),
            points=f"{found[1].points:g} / {found[1].out_of:g}" if found and readable else "",
        )


def _own(visit: Visit) -> Upload:
    """The attempt of the address, if it is the visitor's own."""
    number = visit.path("upload")
    upload = visit.course.uploads.upload(int(number)) if number.isdecimal() and len(number) < 12 else None  # noqa: PLR2004 - any number of a row is shorter
    if upload is None or upload.student != visit.me.id or upload.week != visit.path("week"):
        raise HTTPException(404)
    return upload


def _fit(visit: Visit) -> Iterator[tuple[str, bytes]]:
    """The files, if they may be handed in.

    Refused in the student's face otherwise, with the limit.
    """
    limits, given = visit.course.settings.upload, visit.given
    if not given:
        raise RecordError(say("portal.no_file", visit.language))
    if len(given) > limits.files:
        raise RecordError(say("portal.too_many", visit.language, most=limits.files))
    if sum(len(content) for _, content in given) > limits.megabytes * 1024 * 1024:
        raise RecordError(say("portal.too_large", visit.language, most=f"{limits.megabytes:g}"))
    if twice := _twice([PurePosixPath(name.replace("\\", "/")).name for name, _ in given]):
        raise RecordError(say("portal.twice", visit.language, name=one_line(twice)))
    for sent, content in given:
        name = PurePosixPath(sent.replace("\\", "/")).name
        if not name.strip(". ") or len(name.encode("utf-8", "replace")) > _LONGEST_NAME or not name.isprintable():
            raise RecordError(say("portal.bad_name", visit.language, name=one_line(sent)))
        if not content:
            raise RecordError(say("portal.empty", visit.language, name=one_line(name)))
        yield name, content


def _not_too_much_today(visit: Visit, week: str, files: Mapping[str, bytes]) -> None:
    """Refuse what would fill the disk for everybody."""
    since, most = visit.now - timedelta(days=1), visit.course.settings.upload.megabytes_a_day
    recent = (each for each in visit.course.uploads.attempts(week, visit.me.id) if each.at > since)
    kept = {file.digest: file.size for each in recent for file in each.files}
    kept |= {sha256(content): len(content) for content in files.values()}
    if sum(kept.values()) > most * 1024 * 1024:
        raise RecordError(say("portal.too_much_today", visit.language, most=f"{most:g}"))


def _twice(names: Sequence[str]) -> str:
    return next((name for name in names if names.count(name) > 1), "")
