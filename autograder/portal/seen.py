"""A member who teaches → the students they may see, by name or without.

In blind mode a student is a code that nobody but the course can turn back.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from autograder.errors import RecordError
from autograder.model import CourseRole, Final, Member, Signed
from autograder.report.messages.catalog import say
from autograder.submissions.signing import course_key, key_path

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.portal.access import Visit

BLIND = "blind"
"""The cookie of whoever wants to decide without names."""
_CODE = "~"


@dataclass(frozen=True, slots=True)
class SeenStudent:
    """A student as a page shows them. `at`: their part of an address."""

    at: str
    label: str
    name: str
    section: str


def everybody(visit: Visit) -> tuple[Member, ...]:
    """The members of the course, read once a request."""
    state = visit.request.state
    if not hasattr(state, "everybody"):
        state.everybody = visit.course.members.members()
    found: tuple[Member, ...] = state.everybody
    return found


def is_blind(visit: Visit) -> bool:
    """True for whoever asked not to be told names."""
    return visit.request.cookies.get(BLIND) == "1"


def seen(visit: Visit) -> Callable[[str], bool]:
    """Tell whom a member may see: everybody, or a TA's section."""
    mine = visit.me.section
    students = {each.id for each in everybody(visit) if each.section == mine}
    return lambda student: not mine or student in students


def seen_ids(visit: Visit, on_record: Iterable[str]) -> list[str]:
    """The ids on the roster or on record, as far as this member may see them.

    In blind mode by their codes, so that the order tells nothing.
    """
    known = (member.id for member in everybody(visit) if member.role is CourseRole.STUDENT)
    ids = filter(seen(visit), {*on_record, *known})
    return sorted(ids, key=lambda each: _code(visit, each)) if is_blind(visit) else sorted(ids)


def shown(visit: Visit, ids: Iterable[str]) -> Mapping[str, SeenStudent]:
    """Students by id, each as a page shows them."""
    known = {member.id: member for member in everybody(visit)}
    blind = is_blind(visit)
    found: dict[str, SeenStudent] = {}
    for each in ids:
        member = known.get(each)
        code = _code(visit, each) if blind else each
        name = "" if blind or member is None else member.name
        found[each] = SeenStudent(code, code, name, member.section if member else "")
    return found


def student_of(visit: Visit) -> Member:
    """The student of the address: on the roster or on record, and seen by this member."""
    number, week = visit.path("student"), visit.path("week")
    if number.startswith(_CODE):
        ids = seen_ids(visit, visit.course.store.students(week))
        number = next((each for each in ids if hmac.compare_digest(_code(visit, each), number)), number)
    member = visit.course.members.member(number)
    if member and member.role is not CourseRole.STUDENT:
        member = None
    on_record = visit.course.store.grade_of(week, number) is not None
    if not seen(visit)(number) or (member is None and not on_record):
        raise HTTPException(404)
    return member or Member(number, CourseRole.STUDENT)


def finals_of(visit: Visit, week: str) -> Sequence[Final]:
    """The worth of everybody's week, as far as this member may see them.

    Nothing for a week that was never graded.
    """
    may = seen(visit)
    try:
        return [final for _, final in visit.course.store.finals(week) if may(final.student)]
    except RecordError:
        return ()


def whole_class(visit: Visit) -> None:
    """Answer 404 to a TA of one section: what follows is about everybody."""
    if visit.me.section:
        raise HTTPException(404)


def signed(visit: Visit, why: str) -> Signed:
    """Who decides, now, and why."""
    return Signed(visit.me.name or visit.me.id, visit.now, why.strip()[:1000])


def reasoned(visit: Visit) -> Signed:
    """The same. Raises RecordError where no reason is given."""
    if not visit.form.get("why", "").strip():
        raise RecordError(say("portal.why_needed", visit.language))
    return signed(visit, visit.form.get("why", ""))


def _code(visit: Visit, student: str) -> str:
    settings = visit.course.settings
    told = f"{visit.path('week')}\0{student}".encode()
    return _CODE + hmac.new(_salt(key_path(settings.store, settings.folder)), told, hashlib.sha256).hexdigest()[:8]


@lru_cache(maxsize=8)
def _salt(path: Path) -> bytes:
    return hashlib.sha256(b"blind\n" + course_key(path).private_bytes_raw()).digest()
