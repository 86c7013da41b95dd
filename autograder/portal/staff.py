"""Pages of who teaches.

What is to be done, a class, one student and every decision about them.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.responses import Response

from autograder.errors import AutograderError, RecordError, UsageError
from autograder.model import CourseRole, Decision, DecisionKind, Feedback, Final, Member, Signed
from autograder.portal.rendering import clock, html, page, see
from autograder.portal.student import assignments, opened
from autograder.report import gradebooks
from autograder.report.messages.catalog import pick, say
from autograder.report.messages.events import happened
from autograder.report.messages.sentences import adjustment
from autograder.store.looks import Looks
from autograder.submissions import read_roster
from autograder.workflows import decide
from autograder.workflows.opening import week_folder, week_in_force
from autograder.workflows.pages_on_record import page_on_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from autograder.portal.access import Visit


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A student in the list of a class."""

    id: str
    name: str
    section: str
    status: str
    points: float
    out_of: float
    minutes_late: int
    first_wrong: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work of a student that waits for a person."""

    week: str
    student: str
    status: str


def to_do(visit: Visit) -> Response:
    """Everything that waits for a person, over all weeks; then the weeks."""
    graded = [(assignment, _finals(visit, assignment.week)) for assignment in assignments(visit)]
    seen = _seen(visit)
    waiting = [
        Waiting(assignment.week, final.student, str(final.status))
        for assignment, finals in graded
        for final in finals
        if final.status.needs_person and seen(final.student)
    ]
    return html(
        visit,
        "portal/to_do.html.j2",
        waiting=waiting,
        set_aside=[each for each in visit.course.uploads.set_aside() if seen(each.student)],
        looks=[each for each in visit.course.members.second_looks(unanswered=True) if seen(each.student)],
        weeks=[(each.week, pick(each.title, visit.language), len(finals)) for each, finals in graded],
    )


def week(visit: Visit) -> Response:
    """The class of a week: to be searched, filtered and sorted."""
    assignment, query = opened(visit), visit.request.query_params
    finals = _finals(visit, assignment.week)
    whole = list(_rows(visit, finals))
    rows = [row for row in whole if _asked(row, query.get("q", ""), query.get("status", ""))]
    order = query.get("sort", "id")
    rows.sort(key=lambda row: getattr(row, order) if order in {"points", "name", "status", "section"} else row.id)
    unpublished = list(visit.course.store.unpublished(assignment.week, _signed(visit, ""))) if finals else []
    return html(
        visit,
        "portal/class.html.j2",
        week=assignment.week,
        title=pick(assignment.title, visit.language),
        rows=rows,
        query=query.get("q", ""),
        chosen=query.get("status", ""),
        statuses=sorted({row.status for row in whole}),
        unpublished=len(unpublished),
        forms=sorted(gradebooks.FORMATS),
    )


def one_student(visit: Visit) -> Response:
    """One student's week.

    The way to the points, every decision, the history, and the forms to decide by.
    """
    assignment, member = opened(visit), _student(visit)
    store, zone = visit.course.store, ZoneInfo(assignment.zone)
    found = store.final_of(assignment.week, member.id)
    graded = week_in_force(assignment, store).assignment if found else assignment
    circumstances = store.circumstances_of(assignment.week, member.id)
    inforce = [
        made
        for kind, subject in dict.fromkeys((made.kind, made.subject) for made in circumstances.decisions)
        if (made := circumstances.decided(kind, subject))
    ]
    neighbours = _seen_ids(visit, store.students(assignment.week))
    at = neighbours.index(member.id) if member.id in neighbours else -1
    return html(
        visit,
        "portal/student.html.j2",
        week=assignment.week,
        student=member,
        final=found[1] if found else None,
        checks=[check.name for check in graded.checks],
        adjustments=[(adjustment(link, visit.language), link.points, link.out_of) for link in found[1].adjustments]
        if found
        else [],
        decisions=inforce,
        history=[
            happened(each, zone=assignment.zone, language=visit.language)
            for each in store.history(assignment.week, member.id)
        ],
        attempts=[(each, clock(each.at, zone)) for each in visit.course.uploads.attempts(assignment.week, member.id)],
        taken=[(look, clock(look.signed.at, zone)) for look in Looks(store).of(assignment.week, member.id)],
        bucket=assignment.feedback is Feedback.BUCKET,
        looks=visit.course.members.second_looks(week=assignment.week, student=member.id),
        before=neighbours[at - 1] if at > 0 else "",
        after=neighbours[at + 1] if 0 <= at < len(neighbours) - 1 else "",
    )


def student_page(visit: Visit) -> Response:
    """The page as its student reads it, or will."""
    assignment, member = opened(visit), _student(visit)
    return page(
        page_on_record(
            visit.course.store,
            visit.course.uploads,
            assignment,
            member.as_student,
            template="portal/preview.html.j2",
            languages=[visit.language],
            extra={"member": visit.me, "language": visit.language, "here": visit.request.url.path},
        )
    )


def decide_one(visit: Visit) -> Response:
    """Take a decision about a student's week, or take one back.

    The same record as the command line writes.
    """
    assignment, member, form = opened(visit), _student(visit), visit.form
    try:
        kind = DecisionKind(form.get("kind", ""))
    except ValueError:
        raise HTTPException(422) from None
    withdrawn = form.get("withdraw") == "1"
    if not form.get("why", "").strip() and not withdrawn and kind is not DecisionKind.COMMENT:
        raise RecordError(say("portal.why_needed", visit.language))
    signed = _signed(visit, form.get("why", ""))
    subject = form.get("check", "")
    folder = week_folder(assignment.week, visit.course.settings.folder)
    until = received = points = None
    if not withdrawn and kind is DecisionKind.EXTENSION:
        until = decide.new_deadline(folder, until=form.get("until") or None, days=_whole(form.get("days", "")))
    if not withdrawn and kind is DecisionKind.RECEIVED:
        received = decide.came_at(folder, form.get("received", ""))
    if not withdrawn and kind is DecisionKind.POINTS:
        points = _number(form.get("points", ""))
    decide.decide(
        visit.course.store,
        Decision(
            kind,
            assignment.week,
            member.id,
            signed,
            subject=subject,
            points=points,
            until=until,
            received=received,
            text=form.get("text", "") if not withdrawn else "",
            withdrawn=withdrawn,
        ),
    )
    return see(f"/class/{assignment.week}/students/{member.id}#decided")


def give_looks(visit: Visit) -> Response:
    """Give a student more looks at the result before the deadline."""
    assignment, member = opened(visit), _student(visit)
    if not visit.form.get("why", "").strip():
        raise RecordError(say("portal.why_needed", visit.language))
    signed = _signed(visit, visit.form.get("why", ""))
    Looks(visit.course.store).give(assignment.week, member.id, _whole(visit.form.get("looks", "")) or 0, signed)
    return see(f"/class/{assignment.week}/students/{member.id}#decided")


def answer(visit: Visit) -> Response:
    """Answer a student's request."""
    number = visit.path("request")
    found = [each for each in visit.course.members.second_looks() if str(each.id) == number]
    if not found or not _seen(visit)(found[0].student):
        raise HTTPException(404)
    visit.course.members.answer(found[0].id, visit.form.get("text", ""), by=visit.me.id, now=visit.now)
    return see("/class")


def grade_again(visit: Visit) -> Response:
    """Put an upload whose grading did not end back into the queue."""
    found = [each for each in visit.course.uploads.set_aside() if str(each.id) == visit.path("upload")]
    if not found or not _seen(visit)(found[0].student):
        raise HTTPException(404)
    visit.course.uploads.again(found[0].id)
    return see("/class")


def publish(visit: Visit) -> Response:
    """Show every student what is new to them."""
    assignment = opened(visit)
    visit.course.store.publish(assignment.week, _signed(visit, visit.form.get("why", "")))
    return see(f"/class/{assignment.week}")


def gradebook(visit: Visit) -> Response:
    """The gradebook of a week in the form of an LMS."""
    assignment, form = opened(visit), visit.request.query_params.get("form", "csv")
    if form not in gradebooks.FORMATS:
        raise HTTPException(404)
    store = visit.course.store
    graded = week_in_force(assignment, store).assignment
    roster = [member.as_student for member in visit.course.members.members() if member.role is CourseRole.STUDENT]
    works = {grade.student: grade.submission for grade in store.grades(assignment.week) if grade.submission}
    content = gradebooks.export(
        _finals(visit, assignment.week), form, assignment=graded, roster=roster, template=None, submissions=works
    )
    name = f"{assignment.week}_{form}{gradebooks.FORMATS[form].suffix}"
    return Response(content, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def members(visit: Visit) -> Response:
    """Everybody who may sign in."""
    return html(visit, "portal/members.html.j2", members=visit.course.members.members())


def enrol(visit: Visit) -> Response:
    """Read a roster, as `grade` reads it, and enrol everybody on it."""
    if not visit.given:
        raise UsageError(say("portal.no_file", visit.language))
    name, content = visit.given[0]
    with tempfile.TemporaryDirectory(prefix="autograder-roster-") as folder:
        path = Path(folder) / f"roster{Path(name).suffix[:8]}"
        path.write_bytes(content)
        students = read_roster(path)
    visit.course.members.enrol(map(Member.enrolled, students))
    return see("/members")


# ---------------------------------------------------------------------- helpers of these pages


def _finals(visit: Visit, week: str) -> Sequence[Final]:
    """The worth of everybody's week; nothing for a week that was never graded."""
    try:
        return [final for _, final in visit.course.store.finals(week)]
    except RecordError:
        return ()


def _seen_ids(visit: Visit, on_record: Iterable[str]) -> list[str]:
    """The ids on the roster or on record, as far as this member may see them."""
    known = (member.id for member in visit.course.members.members() if member.role is CourseRole.STUDENT)
    return sorted(filter(_seen(visit), {*on_record, *known}))


def _rows(visit: Visit, finals: Iterable[Final]) -> Iterator[ClassRow]:
    """A row for each student on the roster or on record whom this member may see."""
    by_student = {final.student: final for final in finals}
    known = {member.id: member for member in visit.course.members.members()}
    for number in _seen_ids(visit, by_student):
        member, final = known.get(number), by_student.get(number)
        yield ClassRow(
            number,
            member.name if member else "",
            member.section if member else "",
            str(final.status) if final else "missing",
            final.points if final else 0.0,
            final.out_of if final else 0.0,
            final.lateness.minutes if final else 0,
            next((mark.verdict.check for mark in final.marks if mark.points < mark.out_of), "") if final else "",
        )


def _asked(row: ClassRow, words: str, status: str) -> bool:
    text = f"{row.id} {row.name} {row.section}".casefold()
    return words.casefold().strip() in text and status in {"", row.status}


def _seen(visit: Visit) -> Callable[[str], bool]:
    """Tell whom a member may see: everybody, or a TA's section."""
    mine = visit.me.section
    students = {each.id for each in visit.course.members.members() if each.section == mine}
    return lambda student: not mine or student in students


def _student(visit: Visit) -> Member:
    """The student of the address: on the roster or on record, and seen by this member."""
    number = visit.path("student")
    member = visit.course.members.member(number)
    on_record = visit.course.store.grade_of(visit.path("week"), number) is not None
    if not _seen(visit)(number) or (member is None and not on_record):
        raise HTTPException(404)
    return member or Member(number, CourseRole.STUDENT)


def _signed(visit: Visit, why: str) -> Signed:
    return Signed(visit.me.name or visit.me.id, visit.now, why.strip()[:1000])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise AutograderError(f"{text!r} is no number of points.") from None


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) > 365:  # noqa: PLR2004 - a year
        raise UsageError(f"{text!r} is no number of days.")
    return int(text)
