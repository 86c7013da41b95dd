"""One student's week for who teaches, and every decision about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from markupsafe import Markup
from starlette.exceptions import HTTPException

from autograder.errors import AutograderError, RecordError, UsageError
from autograder.model import LAWFUL_DAYS, Decision, DecisionKind, Event, Fate, Feedback, Received, Submission
from autograder.portal.rendering import clock, html, page, see
from autograder.portal.seen import (
    is_blind,
    reasoned,
    seen,
    seen_ids,
    shown,
    signed,
    student_of,
    whole_class,
)
from autograder.portal.student import opened
from autograder.report.messages.catalog import say
from autograder.report.messages.events import happened
from autograder.store.looks import Looks
from autograder.text import one_line
from autograder.workflows import decide
from autograder.workflows.explain import with_regrades
from autograder.workflows.opening import week_folder, week_in_force
from autograder.workflows.pages_on_record import page_on_record

if TYPE_CHECKING:
    from starlette.responses import Response

    from autograder.model import Assignment, Member
    from autograder.portal.access import Visit

_FILES_SHOWN = 300


def one_student(visit: Visit) -> Response:
    """One student's week.

    The way to the points, every decision, the history, and the forms to decide by.
    """
    assignment, member = opened(visit), student_of(visit)
    store, zone, week = visit.course.store, ZoneInfo(assignment.zone), assignment.week
    found = store.final_of(week, member.id)
    graded = week_in_force(assignment, store).assignment if found else assignment
    made = store.circumstances_of(week, member.id).decisions
    neighbours = seen_ids(visit, store.students(week))
    at = neighbours.index(member.id) if member.id in neighbours else -1
    around = shown(visit, [member.id, *neighbours[max(at - 1, 0) : at + 2]])
    looks = visit.course.members.second_looks(week=week, student=member.id)
    return html(
        visit,
        "portal/student.html.j2",
        week=week,
        student=around[member.id],
        findings=_findings(visit, assignment, member) if found else "",
        blind=is_blind(visit),
        final=found[1] if found else None,
        checks=[check.name for check in graded.checks],
        exercises=list(dict.fromkeys(check.exercise for check in graded.checks)),
        decisions=list(_last_of_each(made)),
        history=[
            happened(each, zone=assignment.zone, language=visit.language)
            for each in _without_names(visit, _events(visit, assignment, member.id))
        ],
        attempts=[(each, clock(each.at, zone)) for each in visit.course.uploads.attempts(week, member.id)],
        taken=[(look, clock(look.signed.at, zone)) for look in Looks(store).of(week, member.id)],
        bucket=assignment.feedback is Feedback.BUCKET,
        looks=[(look, *answer_dates(visit, look.due, zone)) for look in looks],
        before=around[neighbours[at - 1]].at if at > 0 else "",
        after=around[neighbours[at + 1]].at if 0 <= at < len(neighbours) - 1 else "",
    )


def _findings(visit: Visit, assignment: Assignment, member: Member) -> Markup:
    """Code, checks and path of a student, as their page has them."""
    part = page_on_record(
        visit.course.store,
        visit.course.uploads,
        assignment,
        member.as_student,
        layout="part.html.j2",
        languages=[visit.language],
        known_as="~" if is_blind(visit) else "",
    )
    return Markup(part.decode())  # noqa: S704 - a page of ours, escaped where it was made


def student_page(visit: Visit) -> Response:
    """The page as its student reads it, or will."""
    assignment, member = opened(visit), student_of(visit)
    one = shown(visit, [member.id])[member.id]
    return page(
        page_on_record(
            visit.course.store,
            visit.course.uploads,
            assignment,
            member.as_student,
            template="portal/preview.html.j2",
            languages=[visit.language],
            extra={"member": visit.me, "language": visit.language, "here": visit.request.url.path, "at": one.at},
            known_as=one.label if is_blind(visit) else "",
        )
    )


def decide_one(visit: Visit) -> Response:
    """Take a decision about a student's week, or undo the last of its kind.

    The same record as the command line writes.
    """
    assignment, member = opened(visit), student_of(visit)
    store, week = visit.course.store, assignment.week
    if visit.form.get("undo") == "1":
        why = signed(visit, visit.form.get("why", ""))
        subject = visit.form.get("check", "")
        made = [decide.undone(store, week, member.id, kind=_kind(visit), subject=subject, signed=why)]
        store.decide(*made)
    else:
        decide.decide(store, *_decisions(visit, assignment, member.id))
    return see(f"/class/{week}/students/{shown(visit, [member.id])[member.id].at}#decided")


def decide_many(visit: Visit) -> Response:
    """Take one decision about all who share a mistake, a section or an unknown time.

    All of them or none; whoever it cannot be made about is left out, as `--mistake` does.
    """
    assignment, form = opened(visit), visit.form
    store, week = visit.course.store, assignment.week
    if form.get("unknown") == "1":
        students = decide.of_unknown_time(store, week)
    else:
        if not (form.get("mistake") or form.get("section")):
            raise UsageError(say("portal.whom", visit.language))
        students = decide.chosen(store, week, section=form.get("section", ""), mistake=form.get("mistake", ""))
    meant = [each for each in students if seen(visit)(each)]
    if not meant:
        raise RecordError(say("portal.nobody_of_yours", visit.language))
    decide.decide(store, *(one for each in meant for one in _decisions(visit, assignment, each)), fitting=True)
    return see(f"/class/{week}/mistakes")


def give_looks(visit: Visit) -> Response:
    """Give a student more looks at the result before the deadline."""
    assignment, member = opened(visit), student_of(visit)
    why = reasoned(visit)
    Looks(visit.course.store).give(assignment.week, member.id, _whole(visit.form.get("looks", "")) or 0, why)
    return see(f"/class/{assignment.week}/students/{shown(visit, [member.id])[member.id].at}#decided")


def answer(visit: Visit) -> Response:
    """Answer a student's request."""
    number = visit.path("request")
    found = [each for each in visit.course.members.second_looks() if str(each.id) == number]
    if not found or not seen(visit)(found[0].student):
        raise HTTPException(404)
    by = visit.me.name or visit.me.id
    visit.course.members.answer(found[0].id, visit.form.get("text", ""), by=by, now=visit.now)
    return see("/class")


def grade_again(visit: Visit) -> Response:
    """Put an upload whose grading did not end back into the queue."""
    found = [each for each in visit.course.uploads.set_aside() if str(each.id) == visit.path("upload")]
    if not found or not seen(visit)(found[0].student):
        raise HTTPException(404)
    visit.course.uploads.requeue(found[0].id)
    return see("/class")


def files(visit: Visit) -> Response:
    """The files of a week as they were received, those to be settled first."""
    whole_class(visit)
    assignment = opened(visit)
    intake = visit.course.store.intake(assignment.week)
    settled = visit.course.store.settled(assignment.week)
    listed = sorted(intake.files if intake else (), key=lambda each: (_urgency(each, settled), each.path))
    return html(
        visit,
        "portal/files.html.j2",
        week=assignment.week,
        files=() if is_blind(visit) else listed[:_FILES_SHOWN],
        more=0 if is_blind(visit) else max(len(listed) - _FILES_SHOWN, 0),
        settled=settled,
        blind=is_blind(visit),
    )


def _urgency(file: Received, settled: Mapping[str, str]) -> int:
    """Files that nobody owns or settled first, and those that were graded last."""
    if file.fate in {Fate.UNMATCHED, Fate.UNREADABLE} and not file.student and file.path not in settled:
        return 0
    return 2 if file.fate is Fate.TAKEN else 1


def settle(visit: Visit) -> Response:
    """Say whose a received file is, or take that back. The next grade goes by it."""
    whole_class(visit)
    assignment, form, store = opened(visit), visit.form, visit.course.store
    if form.get("undo") == "1":
        decide.unsettle(store, assignment.week, form.get("path", ""), signed(visit, form.get("why", "")))
    else:
        owners = form.get("students", "").replace(",", " ").split()
        if bool(owners) is (form.get("nobody") == "1"):
            raise UsageError(say("portal.whose_file", visit.language))
        decide.settle(store, assignment.week, form.get("path", ""), owners, reasoned(visit))
    return see(f"/class/{assignment.week}/files")


def answer_dates(visit: Visit, due: object, zone: ZoneInfo) -> tuple[str, str, bool]:
    """Days by which to answer a request: the course's goal, and by law.

    True: the goal is missed.
    """
    assert callable(due)
    goal, lawful = due(visit.course.settings.answer_days), due(LAWFUL_DAYS)
    return f"{goal.astimezone(zone):%Y-%m-%d}", f"{lawful.astimezone(zone):%Y-%m-%d}", visit.now > goal


# ---------------------------------------------------------------------- forms → decisions


def _kind(visit: Visit) -> DecisionKind:
    try:
        return DecisionKind(visit.form.get("kind", ""))
    except ValueError:
        raise HTTPException(422) from None


def _decisions(visit: Visit, assignment: Assignment, student: str) -> Iterator[Decision]:
    """The decisions of a form about one student.

    Several, where the points of an exercise are shared out.
    """
    form, kind = visit.form, _kind(visit)
    why = signed(visit, form.get("why", "")) if kind is DecisionKind.COMMENT else reasoned(visit)
    bare = Decision(kind, assignment.week, student, why, subject=form.get("check", ""))
    folder = week_folder(assignment.week, visit.course.settings.folder)
    match kind:
        case DecisionKind.POINTS:
            yield from _points(visit, bare)
        case DecisionKind.COMMENT:
            yield replace(bare, text=form.get("text", ""))
        case DecisionKind.EXTENSION:
            days, until = _whole(form.get("days", "")), form.get("until", "")
            yield replace(bare, until=decide.new_deadline(folder, until=until or None, days=days))
        case DecisionKind.RECEIVED:
            on_time = form.get("on_time") == "1"
            yield replace(
                bare, received=decide.came_at(folder, decide.ON_TIME if on_time else form.get("received", ""))
            )
        case DecisionKind.EXCUSE:
            yield bare
        case DecisionKind.SETTLED:
            raise HTTPException(422)


def _points(visit: Visit, bare: Decision) -> Iterator[Decision]:
    exercise = visit.form.get("exercise", "")
    shares = decide.shares(
        visit.course.store,
        bare.week,
        check=bare.subject,
        exercise=exercise,
        points=_number(visit.form.get("points", "")),
    )
    yield from decide.points(bare.week, bare.student, shares, bare.signed)


def _last_of_each(made: Iterable[Decision]) -> Iterator[Decision]:
    """The last decision of each kind on each subject: what can be undone."""
    last = {(each.kind, each.subject): each for each in made if each.kind is not DecisionKind.SETTLED}
    yield from last.values()


def _events(visit: Visit, assignment: Assignment, student: str) -> Iterator[Event]:
    events = visit.course.store.history(assignment.week, student)
    versions = visit.course.store.versions(assignment.week) if events and finals_exist(visit, assignment) else ()
    return with_regrades(events, versions)


def finals_exist(visit: Visit, assignment: Assignment) -> bool:
    """True for a week that was graded."""
    return bool(visit.course.store.students(assignment.week))


def _without_names(visit: Visit, events: Iterable[Event]) -> Iterator[Event]:
    """In blind mode, work without the names of its files."""
    for event in events:
        what = event.what
        yield (
            replace(event, what=replace(what, files=())) if isinstance(what, Submission) and is_blind(visit) else event
        )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise AutograderError(f"{one_line(text)!r} is no number of points.") from None


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 3 or int(text) > 365:  # noqa: PLR2004 - a year
        raise UsageError(f"{one_line(text)!r} is no number of days.")
    return int(text)
