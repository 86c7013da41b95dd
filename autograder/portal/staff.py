"""Lists of who teaches: what is to be done, a class, everybody found, the members."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.responses import Response

from autograder.errors import RecordError, UsageError
from autograder.model import COURSE_ZONE, CourseRole, Fate, Member, Status
from autograder.portal.deciding import answer_dates
from autograder.portal.paging import part
from autograder.portal.rendering import clock, html, one_zone, see
from autograder.portal.seen import BLIND, SeenStudent, everybody, finals_of, is_blind, seen, seen_ids, shown
from autograder.portal.sessions import inside
from autograder.portal.student import assignments, opened
from autograder.report import gradebooks
from autograder.report.messages.catalog import pick, say
from autograder.report.messages.events import duration
from autograder.report.messages.sentences import by_name
from autograder.report.pages.choices import check_words
from autograder.store.glances import Glance, Glances
from autograder.submissions import read_roster
from autograder.text import one_line
from autograder.workflows.opening import week_in_force

if TYPE_CHECKING:
    from autograder.model import Assignment, Student
    from autograder.portal.access import Visit
    from autograder.report.messages.sentences import AssignmentIndex

_COLUMNS = ("id", "name", "section", "status", "points", "late", "first_wrong")
_SORTED_BY = frozenset(_COLUMNS)
_FILTERS = ("q", "status", "section")
_ROWS_SHOWN = 200
_NOTHING = Glance("", Status.MISSING, 0.0, 0.0)
_FOUND_SHOWN = 100
_NO_ENDING = re.compile(r"[^.\w]")


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A student in the list of a class."""

    id: str
    at: str
    name: str
    section: str
    status: str
    points: float
    out_of: float
    late: int
    late_words: str
    first_wrong: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work of a student that waits for a person."""

    week: str
    student: SeenStudent
    status: str


def to_do(visit: Visit) -> Response:
    """Everything that waits for a person, over all weeks; then the weeks."""
    weeks, store, may = list(assignments(visit)), visit.course.store, seen(visit)
    counts = Glances(store).counts([each.id for each in everybody(visit) if may(each.id)] if visit.me.section else None)
    looks = [each for each in visit.course.members.second_looks(unanswered=True) if may(each.student)]
    aside = [each for each in visit.course.uploads.set_aside() if may(each.student)]
    waiting = [
        (each.week, found[1])
        for each in weeks
        for student in filter(may, store.maybe_waiting(each.week))
        if (found := store.final_of(each.week, student)) and found[1].status.needs_person
    ]
    people = shown(visit, {each.student for each in (*looks, *aside, *(final for _, final in waiting))})
    asked_about = {each.week for each in looks}
    indexes = {each.week: _index(visit, each) for each in weeks if each.week in asked_about}
    one, zone = one_zone(weeks), ZoneInfo(weeks[0].zone if weeks else COURSE_ZONE)
    return html(
        visit,
        "portal/to_do.html.j2",
        waiting=[Waiting(week, people[final.student], str(final.status)) for week, final in waiting],
        set_aside=[(each, people[each.student]) for each in aside],
        looks=[
            (
                each,
                people[each.student],
                check_words(each.check, indexes[each.week], visit.language) if each.week in indexes else each.check,
                *answer_dates(visit, each.due, zone),
            )
            for each in looks
        ],
        unowned=[(each.week, count) for each in weeks if (count := _unowned(visit, each.week))],
        weeks=[
            (
                each.week,
                pick(each.title, visit.language),
                clock(each.due, ZoneInfo(each.zone), zone_named=one is None),
                counts.get(each.week, 0),
            )
            for each in weeks
        ],
        zone=one,
    )


def _index(visit: Visit, assignment: Assignment) -> AssignmentIndex:
    """The checks of a week as they were graded, by name; none where it never was."""
    graded = bool(visit.course.store.students(assignment.week))
    return by_name(week_in_force(assignment, visit.course.store).assignment if graded else assignment)


def _unowned(visit: Visit, week: str) -> int:
    """Files of a week that nobody knows the owner of; for who sees everybody."""
    intake = None if visit.me.section else visit.course.store.intake(week)
    settled = visit.course.store.settled(week) if intake else {}
    lost = (Fate.UNMATCHED, Fate.UNREADABLE)
    return sum(
        each.fate in lost and not each.student and each.path not in settled for each in (intake.files if intake else ())
    )


def week(visit: Visit) -> Response:
    """The class of a week: to be searched, filtered and sorted."""
    assignment, query = opened(visit), visit.request.query_params
    whole = list(_rows(visit, Glances(visit.course.store).of(assignment.week)))
    rows = [row for row in whole if _asked(row, query)]
    order = query.get("sort", "id")
    order, down = (order if order in _SORTED_BY else "id"), query.get("down") == "1"
    rows.sort(key=lambda row: getattr(row, order), reverse=down)
    return html(
        visit,
        "portal/class.html.j2",
        week=assignment.week,
        title=pick(assignment.title, visit.language),
        part=part(rows, query, _ROWS_SHOWN, kept=(*_FILTERS, "sort", "down")),
        sorts={each: _sorted_by(query, each, order, down=down) for each in _COLUMNS},
        down=down,
        query=query.get("q", ""),
        chosen=query.get("status", ""),
        chosen_section=query.get("section", ""),
        order=order,
        statuses=sorted({row.status for row in whole}),
        sections=sorted({row.section for row in whole if row.section}),
        blind=is_blind(visit),
    )


def gradebook(visit: Visit) -> Response:
    """The gradebook of a week in the form of an LMS."""
    assignment, form = opened(visit), visit.request.query_params.get("form", "csv")
    if form not in gradebooks.FORMATS:
        raise HTTPException(404)
    store = visit.course.store
    graded = week_in_force(assignment, store).assignment
    roster = [member.as_student for member in everybody(visit) if member.role is CourseRole.STUDENT]
    works = {grade.student: grade.submission for grade in store.grades(assignment.week) if grade.submission}
    content = gradebooks.export(
        finals_of(visit, assignment.week), form, assignment=graded, roster=roster, template=None, submissions=works
    )
    name = f"{assignment.week}_{form}{gradebooks.FORMATS[form].suffix}"
    return Response(content, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def members(visit: Visit) -> Response:
    """Everybody who may sign in, a part of them at a time, to be searched."""
    query = visit.request.query_params
    words = query.get("q", "").casefold().split()
    found = [member for member in everybody(visit) if _is_all(member, words)]
    return html(
        visit,
        "portal/members.html.j2",
        part=part(found, query, _ROWS_SHOWN, kept=("q",)),
        query=query.get("q", ""),
    )


def enrol(visit: Visit) -> Response:
    """Read a roster, as `grade` reads it, and enrol everybody on it."""
    if not visit.given:
        raise UsageError(say("portal.no_roster", visit.language))
    before = {member.id: member for member in everybody(visit)}
    given = [Member.enrolled(student) for student in _roster(*visit.given[0])]
    for each in given:
        if each.id in before and before[each.id].role is not CourseRole.STUDENT:
            raise RecordError(say("portal.staff_on_roster", visit.language, id=one_line(each.id)))
    _with_own_addresses(visit, before | {member.id: member for member in given})
    visit.course.members.enrol(given)
    added = sum(member.id not in before for member in given)
    changed = sum(member.id in before and member != before[member.id] for member in given)
    return see("/members", "enrolled", added, changed)


def _roster(name: str, content: bytes) -> tuple[Student, ...]:
    """The students of an uploaded roster. RecordError by the name that it came under."""
    with tempfile.TemporaryDirectory(prefix="autograder-roster-") as folder:
        path = Path(folder) / f"roster{_NO_ENDING.sub('', Path(name).suffix[:8])}"
        path.write_bytes(content)
        try:
            return read_roster(path)
        except RecordError as error:
            raise RecordError(str(error).replace(str(path), one_line(name))) from None


def _with_own_addresses(visit: Visit, members: Mapping[str, Member]) -> None:
    """Refuse an address of two: neither could sign in by mail."""
    owners: dict[str, Member] = {}
    for member in members.values():
        address = member.email.strip().casefold()
        if address and (other := owners.setdefault(address, member)) is not member:
            raise RecordError(
                say("portal.address_of_two", visit.language, email=member.email, one=other.id, other=member.id)
            )


def leave(visit: Visit) -> Response:
    """Take somebody off the list; what they handed in stays on record."""
    member = visit.course.members.member(visit.form.get("member", ""))
    if member is None or member.id == visit.me.id:
        raise HTTPException(404)
    visit.course.members.remove(member.id)
    return see("/members", "left", 1)


def choose_blind(visit: Visit) -> Response:
    """Begin or end deciding without names."""
    result = see(inside(visit.form.get("next", "")))
    if visit.form.get("blind") == "1":
        result.set_cookie(BLIND, "1", max_age=31_536_000, samesite="lax", httponly=True)
    else:
        result.delete_cookie(BLIND)
    return result


def find(visit: Visit) -> Response:
    """Students by id, name, address or section, over all weeks."""
    words = visit.request.query_params.get("q", "").casefold().split()
    may = seen(visit)
    found = [
        member
        for member in everybody(visit)
        if words and member.role is CourseRole.STUDENT and may(member.id) and _is_all(member, words)
    ]
    return html(
        visit,
        "portal/find.html.j2",
        query=visit.request.query_params.get("q", ""),
        found=[] if is_blind(visit) else found[:_FOUND_SHOWN],
        blind=is_blind(visit),
        weeks=[assignment.week for assignment in assignments(visit)],
    )


# ---------------------------------------------------------------------- helpers of these pages


def _is_all(member: Member, words: Iterable[str]) -> bool:
    text = f"{member.id} {member.name} {member.email} {member.section}".casefold()
    return all(word in text for word in words)


def _rows(visit: Visit, glances: Iterable[Glance]) -> Iterator[ClassRow]:
    """A row for each student on the roster or on record whom this member may see."""
    by_student, language = {each.student: each for each in glances}, visit.language
    for number, one in shown(visit, seen_ids(visit, by_student)).items():
        found = by_student.get(number, _NOTHING)
        late = found.minutes_late
        yield ClassRow(
            id=one.label,
            at=one.at,
            name=one.name,
            section=one.section,
            status=str(found.status),
            points=found.points,
            out_of=found.out_of,
            late=late,
            late_words=say("late.by", language, time=duration(late, language)) if late else "",
            first_wrong=found.first_wrong,
        )


def _sorted_by(query: Mapping[str, str], column: str, order: str, *, down: bool) -> str:
    """The address of the list in another order; of the same one the other way round."""
    turned = not down if column == order else column == "late"
    return "?" + urlencode({**_filters(query), "sort": column, **({"down": "1"} if turned else {})})


def _filters(query: Mapping[str, str]) -> dict[str, str]:
    return {name: query[name] for name in _FILTERS if query.get(name)}


def _asked(row: ClassRow, asked: Mapping[str, str]) -> bool:
    text = f"{row.id} {row.name} {row.section} {row.first_wrong}".casefold()
    fits = all(word in text for word in asked.get("q", "").casefold().split())
    return fits and asked.get("status", "") in {"", row.status} and asked.get("section", "") in {"", row.section}
