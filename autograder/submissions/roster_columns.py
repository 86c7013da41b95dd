"""The headings of a roster → what stands under each, and those not understood."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.model import Student
from autograder.submissions.names import canonical
from autograder.submissions.register import HOLDS_LOGINS, HOLDS_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = {
    "student_id": (
        *("student id", "student number", "student no", "학번", "학생번호", "sis user id", "orgdefinedid", "id number"),
        *("matriculation number", "matriculation no", "matrikelnummer", "external id", "id 번호", "학적번호", "교번"),
        *("id", "sid", "username", "사용자명", "sis login id", "identifier", "식별자"),
    ),
    "name": (
        *("name", "full name", "student name", "display name", "성명", "학생명", "학생이름", "학생성명", "한글이름"),
        *("한글성명", "국문이름", "국문성명", "student"),
    ),
    "email": (
        *(
            "email",
            "e-mail",
            "email address",
            "e-mail address",
            "mail",
            "이메일",
            "e메일",
            "이메일주소",
            "이메일 주소",
            "메일",
        ),
        *("메일주소", "전자우편", "전자메일", "학교메일", "학교이메일"),
    ),
    "given": ("first name", "given name", "given names", "forename", "vorname", "이름"),
    "family": ("last name", "surname", "family name", "nachname", "성"),
}
"""How a sheet may call each column, in lower case. The first fit wins; every other column is kept under its own name.

Blanks, points and what stands in parentheses make no difference: `학 번`, `Student No.`, `성명(한글)`.
"""

_LIKE = {
    "student_id": re.compile(r"학번|학생\s*번호|student[ _-]*(?:id|no|num)|matrik", re.IGNORECASE),
    "email": re.compile(r"mail|메일", re.IGNORECASE),
    "name": re.compile(r"성명|(?:학생|한글)\s*이름|(?:student|full)[ _-]*name", re.IGNORECASE),
}
"""What a heading holds that no sheet is known for: `* 학번`, `학생 이메일(필수)`."""

HEADER_WITHIN = 10  # rows that may stand above the header: a title, the term
ROLES = frozenset({"role", "roles", "역할"})
_OF_THE_SHEET = re.compile(
    r"(?:row )?(?:no|nr|number)\.?|#|번호|연번|순번|(?:current|final|unposted|override) (?:score|grade|points)|points possible|.*\(\d+\)|.*\((?:read only|real|percentage|letter)\)|root account|integration id|availability"
    r"|(?:status|상태)|(?:maximum|최대) (?:grade|성적)|grade can be changed|성적 변경 가능|last modified.*|마지막 수정됨.*|feedback comments|피드백 댓글"
    r"|last access.*|child course id|접속일자|identifier|식별자|orgdefinedid",
    re.IGNORECASE,
)
"""Columns that an LMS writes for itself: marks, accounts, times; and the numbers of the rows."""


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """The first row that names a column of ids; the first of all where none does."""
    known = {key(name) for name in COLUMNS["student_id"]}
    sure = (place for place, cells in enumerate(rows[:HEADER_WITHIN]) if known & set(map(key, cells)))
    like = (place for place, cells in enumerate(rows[:HEADER_WITHIN]) if _is_like_a_header(cells))
    return next(sure, next(like, 0))


def _is_like_a_header(cells: Sequence[str]) -> bool:
    """Tell a row of headings from a title that speaks of ids."""
    return len([cell for cell in cells if cell]) > 1 and any(_LIKE["student_id"].search(cell) for cell in cells)


def column_places(header: Sequence[str], rows: Iterable[Sequence[str]], where: str) -> dict[str, int]:
    """The place of each known column. A sheet with 이름 and no 성 has whole names in it.

    A column of ids that stands empty, as Canvas's SIS User ID may, is none.
    """
    lowered = [key(name) for name in header]
    filled = {place for cells in rows for place, cell in enumerate(cells) if cell}
    places: dict[str, int] = {}
    for column, names in COLUMNS.items():
        fits = [lowered.index(one) for one in map(key, names) if one in lowered]
        if column in _LIKE:
            taken = {*places.values(), *fits}
            fits += [
                at for at, name in enumerate(header) if at not in taken and not fits and _LIKE[column].search(name)
            ]
        if fits:
            places[column] = next((place for place in fits if place in filled), fits[0])
    if "student_id" not in places:
        raise RecordError(
            f"{where} has no column student_id (or 학번); it has {', '.join(header)}. Name the column of ids."
        )
    if "given" in places and "family" not in places and "name" not in places:
        places["name"] = places.pop("given")
    return places


def unused_columns(students: Iterable[Student]) -> tuple[str, ...]:
    """The headings under which nothing was found that a student is known by.

    Neither logins, names, addresses nor sections; of an LMS's own columns nothing is told.
    """
    headings = dict.fromkeys(heading for student in students for heading, told in student.more.items() if told)
    return tuple(heading for heading in headings if not _is_used(heading))


def _is_used(heading: str) -> bool:
    known = {key(name) for names in COLUMNS.values() for name in names}
    return bool(
        key(heading) in known
        or plain(heading) in ROLES
        or HOLDS_LOGINS.search(heading)
        or HOLDS_NAMES.fullmatch(heading.strip())
        or _OF_THE_SHEET.fullmatch(heading.strip())
        or Student("", more={heading: "1"}).sections
    )


def plain(name: str) -> str:
    """A heading in lower case, its underscores as blanks."""
    return clean(name).casefold().replace("_", " ")


def key(name: str) -> str:
    """A heading without blanks, points and parentheses, as it is compared."""
    bare = re.sub(r"\s*[(（\[].*$", "", plain(name), flags=re.DOTALL) or plain(name)
    return re.sub(r"[\s.]", "", bare)


def clean(cell: str) -> str:
    """A cell in NFC, without the characters that nobody sees."""
    return "".join(char for char in canonical(cell) if unicodedata.category(char) != "Cf").strip()
