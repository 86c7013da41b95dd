"""A week's book → the Korean Blackboard's .xls: UTF-16, tabs, every cell quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.files import table
from autograder.report.gradebooks.sheet import Filled, read, whose
from autograder.report.messages.catalog import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.report.gradebooks.book import Book, Row
    from autograder.report.gradebooks.sheet import Sheet, Template

_NAME, _ID, _SCORE, _FEEDBACK, _FORMAT = 0, 1, 4, 7, 8
_COLUMNS = 9
_WAITING = "채점 필요"
_PLAIN = "SMART_TEXT"


def fresh(book: Book) -> bytes:
    """The nine columns, from the roster."""
    return _encoded(_fresh(book))


def fill(book: Book, template: Template) -> Filled:
    """The download with score and feedback filled in."""
    sheet = _sheet(template)
    rows = whose(sheet, book, keys=[_ID], name=_NAME)
    return Filled(_encoded(_filled(sheet, rows)), rows)


def _encoded(rows: list[tuple[str, ...]]) -> bytes:
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


def _sheet(template: Template) -> Sheet:
    sheet = read(template, delimiter="\t")
    if len(sheet.header) != _COLUMNS:
        raise RecordError(
            f"{sheet.name}, line 1: {len(sheet.header)} columns instead of {_COLUMNS}. Download the gradebook again, "
            "and do not save it with a spreadsheet: that changes its form, and Blackboard will not take it back."
        )
    return sheet


def _filled(sheet: Sheet, rows: Mapping[int, Row]) -> list[tuple[str, ...]]:
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
