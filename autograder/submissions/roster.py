"""A CSV or Excel sheet → the Students of a course, ids as text."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from autograder.errors import RecordError, UnreadError
from autograder.model import Student
from autograder.submissions.names import canonical
from autograder.submissions.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = {
    "student_id": ("student_id", "studentid", "student id", "student number", "id", "sid", "학번", "학생번호"),
    "name": ("name", "full name", "fullname", "student name", "이름", "성명", "학생명"),
    "email": ("email", "e-mail", "email address", "mail", "이메일", "이메일주소", "메일", "전자우편"),
}
"""How a sheet may call each column, in lower case. The first fit wins; every other column is kept under its own name."""

_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+\d+$")
_UNSAFE_ID = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|^\.|^\s*$')
_ID_LENGTH = 64
_ZEROS = re.compile(r"^0+$")

Row = tuple[int, list[str]]
"""A row's number in the sheet, counted from 1, and its cells."""


def read_roster(path: Path) -> tuple[Student, ...]:
    """The students in the order of the sheet.

    Raises RecordError that names file, row and column.
    """
    rows = _rows(path)
    if not rows:
        raise RecordError(f"{path} is empty. A roster has the columns student_id, name and email, and a row a student.")
    header = [canonical(cell).strip() for cell in rows[0][1]]
    places = _places(header, path)
    students: dict[str, tuple[int, Student]] = {}
    for number, cells in rows[1:]:
        student = _student(cells + [""] * (len(header) - len(cells)), header, places, f"{path} row {number}")
        first, _ = students.setdefault(student.id.casefold(), (number, student))
        if first != number:
            raise RecordError(
                f"{path} row {number}, column {header[places['student_id']]}: {student.id} is already in row {first}. "
                "Each student has one row; delete the one that is too many."
            )
    return tuple(student for _, student in students.values())


def _rows(path: Path) -> list[Row]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordError(
            f"The roster {path} cannot be opened: {error.strerror}. Give a .csv or .xlsx file."
        ) from error
    if content.startswith(b"PK"):
        return [row for row in _sheet_rows(path) if any(row[1])]
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RecordError(f"{path} is an Excel file of the old kind (.xls). Save it as .xlsx or .csv.")
    try:
        return [row for row in _text_rows(text(content), path) if any(cell.strip() for cell in row[1])]
    except UnreadError as error:
        raise RecordError(f"{path} is neither text nor Excel ({error.reason}). Give a .csv or .xlsx file.") from error


def _text_rows(sheet: str, path: Path) -> Iterator[Row]:
    first = sheet.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(sheet, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise RecordError(f"{path} row {reader.line_num} is not CSV: {error}. Save the sheet again as CSV.") from error


def _sheet_rows(path: Path) -> list[Row]:
    """The first sheet of a workbook.

    A number format of zeros says how many digits an id has.
    """
    import openpyxl  # heavy  # noqa: PLC0415 # heavy

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # whatever the library makes of a damaged file
        raise RecordError(
            f"{path} is not a workbook that can be read ({type(error).__name__}). Save it as .csv."
        ) from error
    try:
        rows = enumerate(book.worksheets[0].iter_rows(), 1)
        return [
            (number, [_cell(cell.value, getattr(cell, "number_format", "")) for cell in row]) for number, row in rows
        ]
    finally:
        book.close()


def _cell(value: object, number_format: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case float() if value.is_integer():
            return _cell(int(value), number_format)
        case int():
            return str(value).zfill(len(number_format) if _ZEROS.match(number_format) else 0)
        case _:
            return str(value).strip()


def _places(header: list[str], path: Path) -> dict[str, int]:
    """The place of each known column."""
    lowered = [name.casefold().replace("_", " ") for name in header]
    places: dict[str, int] = {}
    for column, names in COLUMNS.items():
        fits = [lowered.index(name.replace("_", " ")) for name in names if name.replace("_", " ") in lowered]
        if fits:
            places[column] = fits[0]
    if "student_id" not in places:
        raise RecordError(
            f"{path} row 1 has no column student_id (or 학번); it has {', '.join(header)}. Name the column of ids."
        )
    return places


def _student(cells: list[str], header: list[str], places: dict[str, int], where: str) -> Student:
    known = {column: canonical(cells[place]).strip() for column, place in places.items()}
    more = {
        name: canonical(cell).strip()
        for place, (name, cell) in enumerate(zip(header, cells, strict=False))
        if name and place not in places.values()
    }
    _check_id(known["student_id"], f"{where}, column {header[places['student_id']]}")
    return Student(known["student_id"], known.get("name", ""), known.get("email", ""), more)


def _check_id(student_id: str, where: str) -> None:
    if not student_id:
        raise RecordError(f"{where} is empty. Every student needs an id; delete the row if it is no student.")
    if _SCIENTIFIC.match(student_id):
        raise RecordError(
            f"{where} is {student_id}: Excel has rounded the id. Format the column as text and type it again."
        )
    if _UNSAFE_ID.search(student_id) or len(student_id) > _ID_LENGTH:
        raise RecordError(
            f'{where} is {student_id!r}. An id is 1 to {_ID_LENGTH} letters and digits without / \\ : * ? " < > |.'
        )
