"""The instructor's page of the LMS: platforms, rosters, marks that were sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from autograder.errors import RecordError
from autograder.model import CourseRole, LmsCourse, Member, Platform, SecretKind, is_student_id
from autograder.portal.lms_service import LmsService
from autograder.portal.marks import send_marks
from autograder.portal.rendering import html, see
from autograder.text import one_line

if TYPE_CHECKING:
    from starlette.responses import Response

    from autograder.portal.access import Visit

_LASTS = timedelta(hours=24)
_LEARNER = "Learner"


@dataclass(frozen=True, slots=True)
class ReadRoster:
    """The outcome of reading an LMS's roster.

    New students, known ones, and those nobody is sure of.
    """

    enrolled: int = 0
    known: int = 0
    doubtful: tuple[str, ...] = ()


def lms(visit: Visit) -> Response:
    """Everything that is connected."""
    return _page(visit)


def new_registration(visit: Visit) -> Response:
    """An address by which an LMS can register itself once, shown this once."""
    link = visit.course.members.issue(SecretKind.REGISTRATION, visit.me.id, now=visit.now, lasts=_LASTS)
    return _page(visit, address=f"{visit.course.settings.origin}/lti/register/{link}")


def revoke_platform(visit: Visit) -> Response:
    """Let an LMS launch the portal no longer."""
    visit.course.platforms.revoke(_number(visit, "platform"), now=visit.now)
    return see("/lms")


def send_now(visit: Visit) -> Response:
    """Tell the gradebooks now, also the marks that one of them refused."""
    for there in visit.course.platforms.courses():
        visit.course.platforms.tell(there.id)
        visit.course.platforms.forget_refused(there.id)
    send_marks(visit.course, now=visit.now)
    return see("/lms")


def read_roster(visit: Visit) -> Response:
    """Enrol an LMS's students, as an instructor asks for it.

    Nobody's part is changed by it.
    """
    there, platform = _course(visit)
    service = LmsService(visit.course, platform, there, now=visit.now)
    doubtful: list[str] = []
    enrolled = known = 0
    for person in service.people():
        if _learns(person):
            match _enrol(visit, platform, person):
                case True:
                    enrolled += 1
                case False:
                    known += 1
                case None:
                    doubtful.append(one_line(str(person.get("name") or person.get("user_id", "?")))[:80])
    return _page(visit, read=ReadRoster(enrolled, known, tuple(doubtful)))


def _enrol(visit: Visit, platform: Platform, person: dict[str, Any]) -> bool | None:
    """Enrol one student, or link the account of one who is known.

    True for a new one, None for a doubtful one. An address that people can choose themselves links nobody.
    """
    identities, members = visit.course.identities, visit.course.members
    subject = str(person.get("user_id", ""))
    if not subject:
        return None
    if identities.linked(platform.issuer, subject):
        return False
    email, number = str(person.get("email") or ""), str(person.get("lis_person_sourcedid") or "")
    found = members.member(number) if number else None
    named = members.by_email(email) if email else None
    if found is None and named is not None:
        if not platform.trust_email:
            return None
        found = named
    new = found is None
    member = found or Member(
        number or subject, CourseRole.STUDENT, one_line(str(person.get("name") or ""))[:120], email
    )
    if member.role is not CourseRole.STUDENT or not is_student_id(member.id) or (new and members.member(member.id)):
        return None
    try:
        if new:
            members.enrol([member])
        identities.link(platform.issuer, subject, member.id, now=visit.now)
    except RecordError:
        return None
    return new


def _learns(person: dict[str, Any]) -> bool:
    roles = person.get("roles")
    active = person.get("status", "Active") == "Active"
    return active and isinstance(roles, list) and any(str(role).rpartition("#")[2] == _LEARNER for role in roles)


def _page(visit: Visit, *, address: str = "", read: ReadRoster | None = None) -> Response:
    course = visit.course
    courses = [(each, _sent_and_refused(visit, each)) for each in course.platforms.courses()]
    platforms = course.platforms.platforms()
    students = [member.id for member in course.members.members() if member.role is CourseRole.STUDENT]
    unknown = {each.id: len(set(students) - set(course.identities.subjects(each.issuer))) for each in platforms}
    return html(
        visit,
        "portal/lms.html.j2",
        platforms=platforms,
        courses=courses,
        unknown=unknown,
        address=address,
        read=read,
        origin=course.settings.origin,
    )


def _sent_and_refused(visit: Visit, there: LmsCourse) -> tuple[int, int]:
    """How many marks a gradebook was told, and how many it refused."""
    marks = [
        mark
        for week in visit.course.platforms.line_items(there.id)
        for mark in visit.course.platforms.sent(there.id, week).values()
    ]
    return sum(not mark.trouble for mark in marks), sum(bool(mark.trouble) for mark in marks)


def _course(visit: Visit) -> tuple[LmsCourse, Platform]:
    number = _number(visit, "course")
    there = next((each for each in visit.course.platforms.courses() if each.id == number), None)
    platform = visit.course.platforms.platform(there.platform) if there else None
    if there is None or platform is None:
        raise HTTPException(404)
    return there, platform


def _number(visit: Visit, name: str) -> int:
    given = visit.path(name)
    if not given.isdecimal() or len(given) > 9:  # noqa: PLR2004 - the number of a row is shorter
        raise HTTPException(404)
    return int(given)
