"""One student's week for who teaches, and every decision about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from markupsafe import Markup
from starlette.exceptions import HTTPException

from autograder.errors import OvertakenError, RecordError, UsageError
from autograder.model import LAWFUL_DAYS, Decision, DecisionKind, Event, Feedback, Submission
from autograder.portal.asking import again
from autograder.portal.current_work import by_ta
from autograder.portal.forms import WHOLE_WEEK, decisions_of, kind_of, lacks_check, questions, sure_of
from autograder.portal.handed_in import undrawn
from autograder.portal.rendering import clock, html, page, see
from autograder.portal.seen import (
    is_blind,
    reasoned,
    seen,
    seen_ids,
    shown,
    signed,
    student_of,
)
from autograder.portal.student import opened
from autograder.report.messages.catalog import number, say
from autograder.report.messages.events import happened, own_line, written_words
from autograder.report.messages.sentences import by_name
from autograder.report.pages.choices import check_choices, check_words, named_choices
from autograder.store.decided import Decided, Watermark
from autograder.store.glances import Glances
from autograder.store.looks import Looks
from autograder.text import one_line
from autograder.workflows import decide
from autograder.workflows.explain import with_regrades
from autograder.workflows.opening import week_in_force
from autograder.workflows.pages_on_record import page_on_record

if TYPE_CHECKING:
    from starlette.responses import Response

    from autograder.model import Assignment, Final, Grade, Member
    from autograder.portal.access import Visit
    from autograder.report.messages.sentences import AssignmentIndex
    from autograder.report.pages.choices import ChoiceGroup


@dataclass(frozen=True, slots=True)
class Act:
    """Decisions that a person took at once, and one click takes back."""

    decision: Decision
    words: str
    by: str
    at: str
    why: str


def one_student(visit: Visit) -> Response:
    """One student's week.

    The way to the points, every decision, the history, and the forms to decide by.
    """
    assignment, member = opened(visit), student_of(visit)
    store, zone, week = visit.course.store, ZoneInfo(assignment.zone), assignment.week
    read = Decided(store).watermark(week, member.id)  # before anything else is read: what comes meanwhile is told
    found = store.final_of(week, member.id)
    graded = week_in_force(assignment, store).assignment if found else assignment
    written, index = Decided(store).of(week, member.id), by_name(graded)
    neighbours = seen_ids(visit, store.students(week))
    at = neighbours.index(member.id) if member.id in neighbours else -1
    around = shown(visit, [member.id, *neighbours[max(at - 1, 0) : at + 2]])
    looks = visit.course.members.second_looks(week=week, student=member.id)
    attempts = visit.course.uploads.attempts(week, member.id)
    return html(
        visit,
        "portal/student.html.j2",
        week=week,
        student=around[member.id],
        findings=_findings(visit, assignment, member) if found else "",
        blind=is_blind(visit),
        final=found[1] if found else None,
        read=read,
        choices=check_choices(found[1].marks, index, visit.language) if found else (),
        exercises=list(dict.fromkeys(check.exercise for check in graded.checks)),
        acts=list(_acts(visit, assignment, index, written)),
        history=[
            happened(each, zone=assignment.zone, language=visit.language)
            for each in _without_names(visit, _events(visit, assignment, member.id))
        ],
        attempts=[(each, clock(each.at, zone)) for each in attempts],
        by_ta=by_ta(visit, assignment, member.id, attempts),
        has_source=bool(found and found[0].submission and found[0].submission.sources),
        undrawn=bool(found and undrawn(visit, found[0])),
        taken=[(look, clock(look.signed.at, zone)) for look in Looks(store).of(week, member.id)],
        bucket=assignment.feedback is Feedback.BUCKET,
        looks=[
            (look, check_words(look.check, index, visit.language), *answer_dates(visit, look.due, zone))
            for look in looks
        ],
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
    """Take a decision about a student's week, or undo the last act of its kind.

    The same record as the command line writes. Whoever decides by a page on which something is missing that came since
    is told of it first.
    """
    assignment, member = opened(visit), student_of(visit)
    store, week = visit.course.store, assignment.week
    one = shown(visit, [member.id])[member.id]
    read, found = Watermark.read(visit.form.get("read", "")), store.final_of(week, member.id)
    about = " · ".join(filter(None, (week, one.name or one.label, _kind_words(visit), _target(visit, assignment))))
    if lacks_check(visit) and visit.form.get("undo") != "1":
        refusal, choices = say("portal.choose_check", visit.language), _choices(visit, assignment, found)
        return again(visit, status=422, refusal=refusal, choices=choices, about=about)
    why = signed(visit, visit.form.get("why", ""))
    undoes = visit.form.get("undo") == "1"
    made = [] if undoes else [*decisions_of(visit, assignment, member.id)]
    news = _meanwhile(visit, assignment, member.id, read)
    asked = list(questions(visit, made, found[1].out_of if found else None))
    if not (news or asked):
        try:
            if undoes:
                subjects = [visit.form.get("check", "")]
                decide.undo(store, week, [member.id], kind=kind_of(visit), subjects=subjects, signed=why, read=read)
            else:
                decide.decide(store, *made, read=read)
        except OvertakenError:
            news = _meanwhile(visit, assignment, member.id, read)
    if news or asked:
        now = Decided(store).watermark(week, member.id)
        filled = {"read": str(now), **({"sure": sure_of(visit)} if asked else {})}
        return again(visit, status=409, news=news, questions=asked, filled=filled, about=about)
    return see(f"/class/{week}/students/{one.at}#decided")


def _kind_words(visit: Visit) -> str:
    undoes = visit.form.get("undo") == "1"
    return say("portal.undo" if undoes else f"portal.do.{kind_of(visit)}", visit.language)


def _target(visit: Visit, assignment: Assignment) -> str:
    """The check or the exercise that a form is about, in words."""
    check = visit.form.get("check", "")
    if check == WHOLE_WEEK:
        return say("portal.whole_week", visit.language)
    graded = bool(check) and finals_exist(visit, assignment)
    index = by_name(week_in_force(assignment, visit.course.store).assignment) if graded else None
    return check_words(check, index, visit.language) if index else visit.form.get("exercise", "")


def _meanwhile(visit: Visit, assignment: Assignment, student: str, read: Watermark | None) -> list[str]:
    """Decisions, work and marks that came since a form's page was read."""
    store, week, language = visit.course.store, assignment.week, visit.language
    now = Decided(store).watermark(week, student)
    if read is None or read == now:
        return []
    events = Decided(store).of(week, student, after=read.decision) if now.decision != read.decision else ()
    told = [happened(event, zone=assignment.zone, language=language) for event in events]
    if now.upload != read.upload:
        newest = visit.course.uploads.attempts(week, student)[0]
        told.append(say("portal.asks.new_work", language, at=clock(newest.at, ZoneInfo(assignment.zone))))
    found = store.final_of(week, student)
    if now.grade != read.grade and found:
        told.append(say("portal.asks.new_grade", language, points=_of(found[1])))
    return told or [say("portal.asks.new_something", language)]


def _of(final: Final) -> str:
    return f"{number(final.points)} / {number(final.out_of)}"


def _choices(visit: Visit, assignment: Assignment, found: tuple[Grade, Final] | None) -> tuple[ChoiceGroup, ...]:
    """The checks that something can be decided about."""
    if found is None:
        return ()
    index = by_name(week_in_force(assignment, visit.course.store).assignment)
    return check_choices(found[1].marks, index, visit.language)


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
    if lacks_check(visit):
        checks = Glances(store).mistakes(week).get(form.get("mistake", ""), [])
        index = by_name(week_in_force(assignment, store).assignment)
        choices = named_choices(dict.fromkeys(check for _, check in checks), index, visit.language)
        return again(visit, status=422, refusal=say("portal.choose_check", visit.language), choices=choices)
    meant = [each for each in students if seen(visit)(each)]
    if not meant:
        raise RecordError(say("portal.nobody_of_yours", visit.language))
    made = [one for each in meant for one in decisions_of(visit, assignment, each)]
    if asked := [*questions(visit, made, None), *_replaced(visit, made)]:
        about = f"{week} · {form.get('section', '')} · {_kind_words(visit)}"
        return again(visit, status=409, questions=asked, filled={"sure": sure_of(visit)}, about=about)
    decide.decide(store, *made, fitting=True)
    return see(f"/class/{week}/mistakes")


def _replaced(visit: Visit, made: Sequence[Decision]) -> Iterator[str]:
    """The question before one decision for many replaces others' about some."""
    if visit.form.get("sure") == sure_of(visit) or made[0].kind not in _REPLACING:
        return
    known = visit.course.store.circumstances(made[0].week)
    stand = [
        found
        for each in made
        if each.student in known and (found := known[each.student].decided(each.kind, each.subject))
    ]
    if stand:
        by = ", ".join(dict.fromkeys(one_line(each.signed.by, 40) for each in stand))
        yield say("portal.asks.replaced", visit.language, count=len({each.student for each in stand}), by=by)


_REPLACING = {DecisionKind.POINTS, DecisionKind.EXTENSION, DecisionKind.RECEIVED}


def give_looks(visit: Visit) -> Response:
    """Give a student more looks at the result before the deadline."""
    assignment, member = opened(visit), student_of(visit)
    why = reasoned(visit)
    Looks(visit.course.store).give(assignment.week, member.id, _count(visit.form.get("looks", "")), why)
    return see(f"/class/{assignment.week}/students/{shown(visit, [member.id])[member.id].at}#decided")


def _count(text: str) -> int:
    """A number as it was typed; 0 for none."""
    return int(text) if text.isdecimal() and len(text) < 12 else 0  # noqa: PLR2004 - of more figures none is meant


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


def answer_dates(visit: Visit, due: object, zone: ZoneInfo) -> tuple[str, str, bool]:
    """Days by which to answer a request: the course's goal, and by law.

    True: the goal is missed.
    """
    assert callable(due)
    goal, lawful = due(visit.course.settings.answer_days), due(LAWFUL_DAYS)
    return f"{goal.astimezone(zone):%Y-%m-%d}", f"{lawful.astimezone(zone):%Y-%m-%d}", visit.now > goal


# ---------------------------------------------------------------------- parts of these pages


def _acts(visit: Visit, assignment: Assignment, index: AssignmentIndex, written: Iterable[Event]) -> Iterator[Act]:
    """The last decisions of each kind on each subject, by act."""
    last = {
        (event.what.kind, event.what.subject): (event, event.what)
        for event in written
        if isinstance(event.what, Decision) and event.what.kind is not DecisionKind.SETTLED
    }
    acts: dict[object, list[tuple[Event, Decision]]] = {}
    for event, made in last.values():
        acts.setdefault((made.kind, event.signed.by, event.signed.at), []).append((event, made))
    for parts in acts.values():
        event, first = parts[0]
        checks = [index.checks[made.subject] for _, made in parts if made.subject in index.checks]
        if len(parts) > 1:
            whole = sum(made.points or 0.0 for _, made in parts)
            shown = replace(first, subject=", ".join(dict.fromkeys(each.exercise for each in checks)), points=whole)
        else:
            shown = replace(first, subject=check_words(first.subject, index, visit.language))
        words = written_words(event.signed, shown, assignment.zone, visit.language)
        at = clock(event.signed.at, ZoneInfo(assignment.zone))
        yield Act(first, words, event.signed.by, at, own_line(event.signed.why))


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
