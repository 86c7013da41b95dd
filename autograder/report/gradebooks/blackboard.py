"""A week's book → the Korean Blackboard's .xls: UTF-16, tabs, every cell quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.files import table
from autograder.report.gradebooks.sheet import read, whose
from autograder.report.messages.catalog import number

if TYPE_CHECKING:
    from autograder.report.gradebooks.book import Book, Row
    from autograder.report.gradebooks.sheet import Sheet, Template

_NAME, _ID, _SCORE, _FEEDBACK, _FORMAT = 0, 1, 4, 7, 8
_COLUMNS = 9
_WAITING = "채점 필요"
_PLAIN = "SMART_TEXT"


def write(book: Book, template: Template | None) -> bytes:
    """The template with score and feedback filled in.

    Without one, the same nine columns from the roster.
    """
    rows = _filled(book, template) if template else _fresh(book)
    return "\ufeff".encode("utf-16-le") + table(rows, delimiter="\t", quote_all=True).encode("utf-16-le")


def _fresh(book: Book) -> list[tuple[str, ...]]:
    title = f"{book.title}({number(book.out_of)})"
    rows: list[tuple[str, ...]] = [
        ("이름", "id", "학과", "접속일자", title, "교수메모", "메모포맷", "피드백", "피드백포맷")
    ]
    for row in book.rows:
        student = row.student
        rows.append(
            (student.name, student.id, student.more.get("학과", ""), "", _score(row), "", "", row.feedback, _PLAIN)
        )
    return rows


def placed(book: Book, template: Template) -> dict[int, Row]:
    """The line of each student who has one in the download."""
    return whose(_sheet(template), book, keys=[_ID], name=_NAME)


def _sheet(template: Template) -> Sheet:
    sheet = read(template, delimiter="\t")
    if len(sheet.header) != _COLUMNS:
        raise RecordError(
            f"{sheet.name}, line 1: {len(sheet.header)} columns instead of {_COLUMNS}. Download the gradebook again, "
            "and do not save it with a spreadsheet: that changes its form, and Blackboard will not take it back."
        )
    return sheet


def _filled(book: Book, template: Template) -> list[tuple[str, ...]]:
    sheet, rows = _sheet(template), placed(book, template)
    written: list[tuple[str, ...]] = [sheet.header]
    for line, cells in sheet.rows:
        filled = list(cells)
        if line in rows:
            filled[_SCORE] = _score(rows[line]) or cells[_SCORE]
            filled[_FEEDBACK], filled[_FORMAT] = rows[line].feedback, cells[_FORMAT] or _PLAIN
        written.append(tuple(filled))
    return written


def _score(row: Row) -> str:
    if row.status.needs_person:
        return _WAITING
    return "" if row.points is None else number(row.points)
