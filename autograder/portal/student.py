"""A student's pages.

Weeks, the result and a second look at it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from autograder.errors import RecordError, UsageError
from autograder.grading.redaction import without_expected
from autograder.handout import published
from autograder.model import (
    Assignment,
    CourseRole,
    JobState,
    Signed,
    Status,
)
from autograder.portal import live
from autograder.portal.asking import again
from autograder.portal.current_work import by_ta, public_findings, replacing, unread_files
from autograder.portal.rendering import clock, html, one_zone, page, see
from autograder.report.messages.catalog import number, pick, say
from autograder.report.messages.sentences import by_name, joined, of_mark
from autograder.report.pages.choices import check_choices, check_words
from autograder.workflows import showing
from autograder.workflows.explain import standing
from autograder.workflows.handing_in import came_by_folder
from autograder.workflows.opening import week_in_force
from autograder.workflows.pages_on_record import page_on_record
from autograder.workflows.personal_data import data_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.model import Final, Grade
    from autograder.portal.access import Visit
    from autograder.report.messages.sentences import AssignmentIndex
    from autograder.report.pages.choices import ChoiceGroup
    from autograder.workflows.showing import Showing


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


def home(visit: Visit) -> Response:
    """The weeks of the course, or for who teaches, what is to be done."""
    if visit.me.role is not CourseRole.STUDENT:
        return see("/class")
    zone = one_zone(list(assignments(visit)))
    return html(visit, "portal/weeks.html.j2", weeks=tuple(_lines(visit, zone_named=zone is None)), zone=zone)


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
        before=replacing(visit, assignment, attempts, shown),
        by_ta=by_ta(visit, assignment, visit.me.id, attempts),
        unread=unread_files(visit, assignment, attempts),
        better=_better(visit, assignment, shown),
        shown=shown,
        public=public_findings(visit, assignment),
        handout=published(visit.course.settings.folder / "assignments" / assignment.week) is not None,
        late_days=assignment.late.budget_days,
        late_days_left=_late_days_left(visit, assignment),
        next_look=clock(shown.looks.next_at, zone) if shown.looks else "",
    )


def result(visit: Visit) -> Response:
    """The page of a student's grade, as far as the week lets it be read now."""
    assignment = opened(visit)
    shown = shown_now(visit, assignment)
    if not shown.readable:
        return _no_result(visit, assignment, shown)
    if visit.wants_json:
        return JSONResponse(_result_in_words(visit, assignment, expected=shown.expected))
    looks = visit.course.members.second_looks(week=assignment.week, student=visit.me.id)
    if by := _staff_as(visit):
        looks = tuple(replace(look, answered_by=by) for look in looks)
    index, choices = _lost(visit, assignment)
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
            "looks": [(look, check_words(look.check, index, visit.language)) for look in looks],
            "choices": choices,
            "expected": shown.expected,
            "language": visit.language,
            "here": visit.request.url.path,
        },
    )
    return page(content)


def _better(visit: Visit, assignment: Assignment, shown: Showing) -> str:
    """Points that an earlier attempt earned, if they are more than those that count.

    "" while a look at a result costs one, or may not be taken.
    """
    grade = visit.course.store.grade_of(assignment.week, visit.me.id)
    if grade is None or not shown.readable or shown.looks:
        return ""
    most = visit.course.uploads.most_of_other_work(grade)
    return f"{number(most)} / {number(grade.out_of)}" if most > grade.points else ""


def _no_result(visit: Visit, assignment: Assignment, shown: Showing) -> Response:
    """Say that nothing came, that it is being graded, or that it is held back."""
    attempts = visit.course.uploads.attempts(assignment.week, visit.me.id)
    open_job = next((each for each in attempts[:1] if each.state in live.OPEN or not shown.graded), None)
    if open_job:
        code = "set_aside_text" if open_job.state is JobState.SET_ASIDE else "graded_now"
    elif not shown.graded:
        code = "no_attempt"
    else:
        code = "by_look" if shown.looks else "not_yet"
    if visit.wants_json:
        return JSONResponse({"error": say(f"portal.{code}", visit.language)}, 422)
    return html(
        visit,
        "portal/no_result.html.j2",
        status=422,
        week=assignment.week,
        what=f"portal.{code}",
        upload=open_job,
        unread=unread_files(visit, assignment, attempts),
    )


def _lost(visit: Visit, assignment: Assignment) -> tuple[AssignmentIndex, tuple[ChoiceGroup, ...]]:
    """The week's index, and the checks that a student may ask about."""
    index = by_name(week_in_force(assignment, visit.course.store).assignment)
    _, final = standing(visit.course.store, assignment.week, visit.me.id)
    return index, check_choices(final.marks, index, visit.language, lost_alone=True)


def _result_in_words(visit: Visit, assignment: Assignment, *, expected: bool) -> dict[str, object]:
    """The result for a script or a notebook: points, and a sentence a check."""
    grade, final = standing(visit.course.store, assignment.week, visit.me.id)
    told = grade if expected else without_expected(grade)
    graded = by_name(week_in_force(assignment, visit.course.store).assignment)
    verdicts = {mark.verdict.check: mark.verdict for mark in told.marks}
    checks = [
        {
            "name": mark.verdict.check,
            "outcome": mark.verdict.outcome,
            "points": mark.points,
            "out_of": mark.out_of,
            "message": joined(
                of_mark(replace(mark, verdict=verdicts.get(mark.verdict.check, mark.verdict)), graded, visit.language),
                visit.language,
            ),
        }
        for mark in final.marks
    ]
    return {"format": 1, "status": final.status, "points": final.points, "out_of": final.out_of, "checks": checks}


def ask_second_look(visit: Visit) -> Response:
    """Ask a person to look at one check, with a reason."""
    assignment = opened(visit)
    grade, check = visit.course.store.grade_of(assignment.week, visit.me.id), visit.form.get("check", "")
    if grade and not check and shown_now(visit, assignment).readable:
        refusal = say("portal.choose_check_to_ask", visit.language)
        return again(visit, status=422, refusal=refusal, choices=_lost(visit, assignment)[1], whole=False)
    known = {mark.verdict.check for mark in grade.marks} if grade else set()
    if check not in known or not shown_now(visit, assignment).readable:
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


def shown_now(visit: Visit, assignment: Assignment, *, earlier: Grade | None = None) -> Showing:
    """How far feedback goes for the student who asks."""
    return showing.showing(visit.course.store, assignment, visit.me.id, visit.now, earlier=earlier)


def _points(final: Final) -> str:
    """Points as a list shows them: none of what could not be read or does not count."""
    if not final.out_of:
        return "–"
    unread = final.status is Status.UNREAD and not final.points
    return f"{'–' if unread else number(final.points)} / {number(final.out_of)}"


def _late_days_left(visit: Visit, assignment: Assignment) -> int:
    """Days of the course's late budget that earlier weeks have left."""
    used = visit.course.store.circumstances_of(assignment.week, visit.me.id).budget_used
    return max(assignment.late.budget_days - used, 0)


def _lines(visit: Visit, *, zone_named: bool) -> Iterator[WeekLine]:
    for assignment in assignments(visit):
        found = visit.course.store.final_of(assignment.week, visit.me.id)
        uploads = visit.course.uploads.attempts(assignment.week, visit.me.id)
        readable = found is not None and shown_now(visit, assignment).readable
        yield WeekLine(
            name=assignment.week,
            title=pick(assignment.title, visit.language),
            due=clock(
                showing.deadline(visit.course.store, assignment, visit.me.id),
                ZoneInfo(assignment.zone),
                zone_named=zone_named,
            ),
            attempts=len(uploads) + (found is not None and came_by_folder(found[0], uploads)),
            points=_points(found[1]) if found and readable else "",
        )
