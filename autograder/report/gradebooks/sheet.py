"""The bytes of an LMS's own gradebook → rows that know their place.

And whose row is whose.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.errors import RecordError, UnreadError
from autograder.report.gradebooks.book import Row, same
from autograder.submissions.roster import SEPARATOR, sheet_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.report.gradebooks.book import Book


@dataclass(frozen=True, slots=True)
class Template:
    """An LMS's own gradebook file: a name to complain with, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with the marks in it, and the row that each of its lines got."""

    content: bytes
    rows: Mapping[int, Row]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A template, read: its header, and each further row with the line it stands on."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str

    def column(self, *names: str) -> int | None:
        """The place of the first column that has one of these names."""
        wanted = [same(name) for name in names]
        return next((place for place, head in enumerate(self.header) if same(head) in wanted), None)

    def must(self, *names: str) -> int:
        """As `column`; raises RecordError where there is none."""
        found = self.column(*names)
        if found is None:
            raise RecordError(
                f"{self.name}, line 1: no column is named {' or '.join(names)}; there are {', '.join(self.header)}. "
                "Export the gradebook again and leave its headings as they are."
            )
        return found


def read(template: Template, *, delimiter: str = "") -> Sheet:
    """Parse a template.

    Raises RecordError for what is not a table, or has a row of another length than its header.
    """
    text = _decoded(template)
    first, _, rest = text.partition("\n")
    said = SEPARATOR.fullmatch(first)
    if said:  # Excel's own line, which it does not show
        text = f"\n{rest}"
    mark = delimiter or (said["separator"] if said else _delimiter(text))
    try:
        rows = list(_numbered(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)))
    except csv.Error as error:
        raise RecordError(f"{template.name} is not a table of values: {error}. Export the gradebook again.") from error
    if not rows:
        raise RecordError(f"{template.name} is empty. Export the gradebook again.")
    header = tuple(cell.strip() for cell in rows[0][1])
    whole = tuple((line, _of_length(row, len(header), template.name, line)) for line, row in rows[1:])
    return Sheet(template.name, header, whole, mark)


def _of_length(row: tuple[str, ...], length: int, name: str, line: int) -> tuple[str, ...]:
    """A row as long as its header, blank cells at its end added or taken off.

    Spreadsheets leave them out, or write some.
    """
    row = row[:length] if not any(cell.strip() for cell in row[length:]) else row
    if len(row) > length or 2 * len(row) < length:
        raise RecordError(
            f"{name}, line {line}: {len(row)} columns instead of {length}. "
            "Export the gradebook again, and do not edit it by hand."
        )
    return (*row, *("",) * (length - len(row)))


def whose(sheet: Sheet, book: Book, *, keys: Sequence[int], name: int | None = None) -> dict[int, Row]:
    """The line of each student's row.

    A row is a student's by an id or e-mail in one of `keys`, or by a name of their own.
    Rows of nobody in the book are left alone, and students without a row left out. Raises RecordError where a student
    has two rows, a row fits two students, or no row fits anybody.
    """
    by_key = _by_key(book, [sheet.header[key] for key in keys])
    by_name = _by_name(book, sheet, name)
    found: dict[int, Row] = {}
    lines: dict[str, int] = {}
    for line, cells in sheet.rows:
        row = _fit(sheet, line, [by_key.get(same(cells[key]), {}) for key in keys], keys)
        row = row or (by_name.get(same(cells[name].replace(",", ""))) if name is not None else None)
        if row is None:
            continue
        if row.student.id in lines:
            raise RecordError(
                f"{sheet.name}, line {line}: {_called(row)} has a row already, on line {lines[row.student.id]}. "
                "Remove the one that is wrong."
            )
        found[line], lines[row.student.id] = row, line
    if book.rows and not found:
        columns = ", ".join(repr(sheet.header[key]) for key in keys)
        raise RecordError(
            f"{sheet.name}: no row for {_called(book.rows[0])}, nor for anybody else; looked for the id or e-mail in "
            f"columns {columns}. Export the gradebook of this course again."
        )
    return found


def fits(sheet: Sheet, line: int, column: int, cells: Sequence[str], *, out_of: float) -> None:
    """Raise RecordError where the LMS counts to another maximum.

    A point would not be a point.
    """
    text = cells[column].strip()
    try:
        most = float(text.replace(",", ".")) if text else out_of
    except ValueError:
        raise RecordError(
            f"{sheet.name}, line {line}, column {sheet.header[column]!r}: {text!r} is not a number of points."
        ) from None
    if abs(most - out_of) > 1e-6:  # noqa: PLR2004 - points have two decimals
        raise RecordError(
            f"{sheet.name}, line {line}, column {sheet.header[column]!r}: the maximum is {most:g}, but the week is worth {out_of:g}. "
            "Change the maximum in the LMS, export again, and fill that file."
        )


def _decoded(template: Template) -> str:
    try:
        return sheet_text(template.content)
    except UnreadError as error:
        raise RecordError(
            f"{template.name} is neither UTF-8, UTF-16 nor cp949 text. Export the gradebook again, as CSV."
        ) from error


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _numbered(reader: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, tuple(row)


def _by_key(book: Book, columns: Sequence[str]) -> dict[str, dict[str, Row]]:
    """Ids, addresses and the roster's cells under the same headings → rows.

    By student.
    """
    found: dict[str, dict[str, Row]] = {}
    for row in book.rows:
        student = row.student
        for key in (student.id, student.email, *(student.more.get(column, "") for column in columns)):
            if same(key):
                found.setdefault(same(key), {})[student.id] = row
    return found


def _by_name(book: Book, sheet: Sheet, name: int | None) -> dict[str, Row]:
    """Names that one student and one row alone have."""
    if name is None:
        return {}
    listed = [same(cells[name].replace(",", "")) for _, cells in sheet.rows]
    known = [same(row.student.name.replace(",", "")) for row in book.rows]
    return {
        key: row
        for key, row in zip(known, book.rows, strict=True)
        if key and known.count(key) == 1 and listed.count(key) == 1
    }


def _fit(sheet: Sheet, line: int, candidates: Sequence[dict[str, Row]], keys: Sequence[int]) -> Row | None:
    fitting = {student: row for found in candidates for student, row in found.items()}
    if len(fitting) > 1:
        columns = ", ".join(repr(sheet.header[key]) for key in keys)
        raise RecordError(
            f"{sheet.name}, line {line}, columns {columns}: they fit {' and '.join(sorted(fitting))}. "
            "A row must be one student's: mend the roster or the gradebook."
        )
    return next(iter(fitting.values()), None)


def _called(row: Row) -> str:
    return f"{row.student.id} ({row.student.name})" if row.student.name else row.student.id
