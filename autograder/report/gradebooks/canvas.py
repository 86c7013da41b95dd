"""A week's book → Canvas's gradebook CSV, or its own export filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.files import table
from autograder.report.gradebooks.book import same
from autograder.report.gradebooks.sheet import Filled, fits, read, whose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.report.gradebooks.book import Book, Row
    from autograder.report.gradebooks.sheet import Sheet, Template

_HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "    Points Possible"
_KEYS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
# Canvas drops columns with such names: they are its own totals.
_TOTALS = re.compile(r"(current|final|override|unposted)\s.*?(score|points|grade)", re.IGNORECASE)


def fresh(book: Book) -> bytes:
    """Students, and one column for the week.

    Canvas matches rows by ID, then SIS User ID, SIS Login ID, name.
    """
    _refuse_total(book)
    return table([*_fresh(book)]).encode()


def fill(book: Book, template: Template) -> Filled:
    """The template's students, and the week's column alone.

    What else it holds, Canvas keeps as it is.
    """
    _refuse_total(book)
    sheet = read(template)
    rows = _placed(sheet, book)
    return Filled(_filled(sheet, book, rows), rows)


def _refuse_total(book: Book) -> None:
    if _TOTALS.search(book.title):
        raise RecordError(f"Canvas drops a column named {book.title!r} as a total of its own. Name the week otherwise.")


def _fresh(book: Book) -> list[tuple[str, ...]]:
    """A new column: Canvas asks which assignment it is."""
    rows: list[tuple[str, ...]] = [(*_HEADER, book.title), (_POSSIBLE, "", "", "", "", f"{book.out_of:.2f}")]
    for row in book.rows:
        student, more = row.student, row.student.more
        login = more.get("SIS Login ID") or student.email or student.id
        identity = (student.name or student.id, more.get("ID", ""), more.get("SIS User ID") or student.id, login)
        rows.append((*identity, more.get("Section", ""), _score(row)))
    return rows


def _placed(sheet: Sheet, book: Book) -> dict[int, Row]:
    name = sheet.must("Student")
    sheet.must("ID")
    keys = [place for place, head in enumerate(sheet.header) if head in _KEYS]
    students = tuple((line, cells) for line, cells in sheet.rows if not _is_aside(cells[name]))
    return whose(_only(sheet, students), book, keys=keys, name=name)


def _filled(sheet: Sheet, book: Book, rows: Mapping[int, Row]) -> bytes:
    name, section = sheet.must("Student"), sheet.must("Section")
    week = _column(sheet, book, after=section)
    for line, cells in sheet.rows:
        if cells[name].strip() == _POSSIBLE.strip() and week is not None:
            fits(sheet, line, week, cells, out_of=book.out_of)
    title = sheet.header[week] if week is not None else book.title
    written: list[tuple[str, ...]] = [(*sheet.header[: section + 1], title)]
    for line, cells in sheet.rows:
        if _is_aside(cells[name]):
            last = (
                f"{book.out_of:.2f}"
                if cells[name].strip() == _POSSIBLE.strip()
                else cells[week]
                if week is not None
                else ""
            )
        else:
            last = _score(rows[line]) if line in rows else ""
        kept = (*cells[: section + 1], last)
        written += [kept] if any(kept) else []
    return table(written, delimiter=sheet.delimiter).encode()


def _column(sheet: Sheet, book: Book, *, after: int) -> int | None:
    """The week's column: `title (assignment id)`."""
    wanted = {same(title) for title in book.titles}
    heads = [(place, re.sub(r"\s*\(\d+\)$", "", head)) for place, head in enumerate(sheet.header) if place > after]
    return next((place for place, head in heads if same(head) in wanted), None)


def _is_aside(student: str) -> bool:
    """Rows of no student: the maximum, and Canvas's word about posting."""
    return student.strip() in {"", _POSSIBLE.strip()} or "Manual Posting" in student


def _only(sheet: Sheet, rows: tuple[tuple[int, tuple[str, ...]], ...]) -> Sheet:
    return type(sheet)(sheet.name, sheet.header, rows, sheet.delimiter)


def _score(row: Row) -> str:
    if row.excused:
        return "EX"
    return "" if row.points is None else f"{row.points:.2f}"
