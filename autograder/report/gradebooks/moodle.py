"""A week's book → Moodle's worksheet in English or Korean, or its own filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from autograder.files import table
from autograder.report.gradebooks.sheet import Filled, fits, read, whose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.report.gradebooks.book import Book, Row
    from autograder.report.gradebooks.sheet import Sheet, Template

_IN_ARCHIVE = re.compile(r"_(\d+)_assignsubmission_")


@dataclass(frozen=True, slots=True)
class Headings:
    """The worksheet's headings in one language.

    Moodle knows no others in a site of that language.
    """

    identifier: str
    name: str
    id_number: str
    email: str
    status: str
    grade: str
    most: str
    may_change: str
    submitted: str
    graded: str
    feedback: str
    participant: str  # what stands before the number in an identifier


ENGLISH = Headings(
    identifier="Identifier",
    name="Full name",
    id_number="ID number",
    email="Email address",
    status="Status",
    grade="Grade",
    most="Maximum Grade",
    may_change="Grade can be changed",
    submitted="Last modified (submission)",
    graded="Last modified (grade)",
    feedback="Feedback comments",
    participant="Participant ",
)
KOREAN = Headings(
    identifier="식별자",
    name="성명",
    id_number="학번",
    email="이메일 주소",
    status="상태",
    grade="성적",
    most="최대 성적",
    may_change="성적 변경 가능",
    submitted="마지막 수정됨(제출)",
    graded="마지막 수정됨(성적)",
    feedback="피드백 댓글",
    participant="참가자",
)


_PLACES = {field.name: [getattr(words, field.name) for words in (ENGLISH, KOREAN)] for field in fields(Headings)}


def fresh(book: Book) -> bytes:
    """The English worksheet, made of what roster and archive names tell."""
    return table(_fresh(book, ENGLISH)).encode()


def fresh_korean(book: Book) -> bytes:
    """The same in Korean."""
    return table(_fresh(book, KOREAN)).encode()


def fill(book: Book, template: Template) -> Filled:
    """A worksheet filled in, whichever of the two languages it has."""
    sheet = read(template)
    rows = _placed(sheet, book)
    return Filled(_filled(sheet, book, rows).encode(), rows)


def without_identifier(book: Book) -> tuple[str, ...]:
    """Students whose participant number nobody told: Moodle skips their rows."""
    return tuple(row.student.id for row in book.rows if not _identifier(row, ENGLISH))


def _fresh(book: Book, words: Headings) -> list[tuple[str, ...]]:
    """Rows with identifiers where they are known.

    Moodle skips a row without one, and would give a wrong one to someone else.
    """
    header = (
        *(words.identifier, words.name, words.id_number, words.email, words.status, words.grade, words.most),
        *(words.may_change, words.submitted, words.graded, words.feedback),
    )
    yes = "Yes" if words is ENGLISH else "예"
    rows: list[tuple[str, ...]] = [header]
    for row in book.rows:
        student = row.student
        identity = (_identifier(row, words), student.name, student.id, student.email)
        rows.append((*identity, "", _grade(row), f"{book.out_of:.2f}", yes, "-", "-", row.feedback))
    return rows


def _placed(sheet: Sheet, book: Book) -> dict[int, Row]:
    identifier = sheet.must(*_PLACES["identifier"])
    known = (sheet.column(*_PLACES["id_number"], "ID 번호", "사용자 ID"), sheet.column(*_PLACES["email"], "이메일"))
    return whose(
        sheet,
        _numbered(book, sheet.header[identifier]),
        keys=[identifier, *(place for place in known if place is not None)],
        name=sheet.column(*_PLACES["name"], "이름"),
    )


def _filled(sheet: Sheet, book: Book, rows: Mapping[int, Row]) -> str:
    grade = sheet.must(*_PLACES["grade"])
    sheet.must(*_PLACES["graded"])
    most, feedback = sheet.column(*_PLACES["most"]), sheet.column(*_PLACES["feedback"])
    written = [list(sheet.header)]
    for line, cells in sheet.rows:
        filled = list(cells)
        if line in rows:
            if most is not None:
                fits(sheet, line, most, cells, out_of=book.out_of)
            filled[grade] = _grade(rows[line]) or cells[grade]
            if feedback is not None:
                filled[feedback] = rows[line].feedback
        written.append(filled)
    return table(written, delimiter=sheet.delimiter)


def _numbered(book: Book, heading: str) -> Book:
    """The book with participant numbers under the worksheet's own heading.

    Where no number is known there is none.
    """
    words = KOREAN if heading == KOREAN.identifier else ENGLISH
    return replace(
        book,
        rows=tuple(
            replace(row, student=replace(row.student, more={**row.student.more, heading: _identifier(row, words)}))
            for row in book.rows
        ),
    )


def _identifier(row: Row, words: Headings) -> str:
    """`Participant 123`.

    From the roster, or from the folder that Moodle put the student's files in.
    """
    listed = next(
        (row.student.more[name] for name in (ENGLISH.identifier, KOREAN.identifier) if row.student.more.get(name)), ""
    )
    number = re.search(r"(\d+)$", listed) or next(
        (found for path in row.paths if (found := _IN_ARCHIVE.search(path))), None
    )
    return f"{words.participant}{number.group(1)}" if number else ""


def _grade(row: Row) -> str:
    return "" if row.points is None else f"{row.points:.2f}"
