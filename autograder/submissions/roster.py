"""A CSV or Excel sheet → the Students of a course, ids as text.

As people type it, as Excel saves it, and as Canvas, Moodle, Gradescope and Blackboard export it. What Excel or a copy made
of an id is never taken for one: it is named, and asked about.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any

from autograder.errors import RecordError, UnreadError
from autograder.model import Student
from autograder.submissions.names import canonical
from autograder.submissions.register import PARTICIPANT
from autograder.submissions.roster_columns import HEADER_WITHIN, ROLES, clean, column_places, header_at, key, plain
from autograder.submissions.texts import text
from autograder.text import SYLLABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_MOST_ROWS, _MOST_COLUMNS, _MOST_BYTES = 20_000, 256, 64 << 20
"""Of a sheet: one cell far out would be a million rows of thousands of cells."""

_NO_STUDENT = re.compile(r"\s*(?:points possible|student, test|test student)\s*", re.IGNORECASE)
"""Rows of Canvas's that are nobody."""
_NO_ID = re.compile(r"\s*(?:total|sum|average|mean|합계|총계|소계|계|평균|인원)\s*:?\s*", re.IGNORECASE)
"""What a sheet writes below its last student, where the ids stand."""

_STAFF = re.compile(
    r"\b(?:ta|instructor|teacher|reader|observer|designer|teaching assistant)\b|조교|교수|강사|교사", re.IGNORECASE
)
_STUDENT = re.compile(r"student|학생", re.IGNORECASE)

SEPARATOR = re.compile(r'"?sep=(?P<separator>.)"?\s*', re.IGNORECASE)
_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?[eE]\+?\d+$")
_SPOILT = re.compile(r"^['’‘`]|^\d{1,3}(?:[,.]\d{3}){2,}$")
_DECIMAL = re.compile(r"^\d{4,}[.,]0+$|^\d{6,}[.,]\d+$")
_UNLIKE = 0.2
"""Up to so many of the ids, and two in any class, are worth a question where their length is another than all others'."""
_UNSAFE_ID = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|^\.|^\s*$')
_ID_LENGTH = 64
_ROWS_NAMED = 20
_KOREAN_PAIR = re.compile(rb"[\xa1-\xfe][\xa1-\xfe]")
_LOOSE_HIGH = re.compile(rb"[\x80-\xff]")
_HANGUL = re.compile(f"[{SYLLABLES}]")
_AS_TEXT = re.compile(r'="([^"]*)"')
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
    at = header_at([cells for _, cells in rows])
    header = [clean(cell) for cell in rows[at][1]]
    places = column_places(header, [cells for _, cells in rows[at + 1 :]], f"{path} row {rows[at][0]}")
    students: dict[str, tuple[int, Student]] = {}
    wrong: dict[int, RecordError] = {}
    for number, cells in rows[at + 1 :]:
        whole = cells + [""] * (len(header) - len(cells))
        if any(whole[len(header) :]):
            raise RecordError(
                f"{path} row {number} has {len(whole)} cells, and the header {len(header)}: a comma within a number or a "
                "name takes it apart. Format the column as text, and save the sheet again."
            )
        if _is_nobody(whole, places) or _is_staff(whole, header):
            continue
        try:
            student = _student(whole, header, places, f"{path} row {number}")
        except RecordError as error:
            wrong[number] = error
            continue
        first, _ = students.setdefault(student.id.casefold(), (number, student))
        if first != number:
            raise RecordError(
                f"{path} row {number}, column {header[places['student_id']]}: {student.id} is already in row {first}. "
                "Each student has one row; delete the one that is too many."
            )
    _refuse(wrong)
    return tuple(student for _, student in students.values())


def _refuse(wrong: Mapping[int, RecordError]) -> None:
    """Raise the first of several errors, which names the other rows."""
    if wrong:
        first, *others = wrong
        if not others:
            raise wrong[first]
        rows = ", ".join(map(str, others[:_ROWS_NAMED])) + " …" * (len(others) > _ROWS_NAMED)
        raise RecordError(f"{wrong[first]} Look at these rows too: {rows}.")


def unlike_ids(students: Sequence[Student]) -> tuple[str, ...]:
    """The ids whose length is unlike almost all others'.

    12345 among 20230001s, or one that lost its zeros.
    """
    lengths = Counter(len(student.id) for student in students)
    if not lengths:
        return ()
    usual, often = lengths.most_common(1)[0]
    unlike = tuple(student.id for student in students if len(student.id) != usual)
    if not all(any(map(str.isdigit, student.id)) for student in students if len(student.id) == usual):
        return ()  # names for logins have any length
    few = len(unlike) <= max(2, _UNLIKE * len(students)) and often > len(unlike)
    return unlike if few else ()


def _is_nobody(cells: list[str], places: Mapping[str, int]) -> bool:
    """Tell a row that is no student's.

    Canvas's points and test student, a sum below the list, or neither id nor name.
    """
    names = [cells[places[column]] for column in ("name", "given", "family") if column in places]
    student_id = cells[places["student_id"]]
    if any(_NO_STUDENT.fullmatch(name) for name in names) or _NO_ID.fullmatch(student_id):
        return True
    nameless = not any(name.strip() for name in names)
    return nameless and (not student_id.strip() or any(_NO_ID.fullmatch(cell) for cell in cells))


def _is_staff(cells: list[str], header: list[str]) -> bool:
    """Tell who teaches, where the sheet has roles."""
    roles = [cell for name, cell in zip(header, cells, strict=False) if plain(name) in ROLES]
    return any(_STAFF.search(role) and not _STUDENT.search(role) for role in roles)


def _rows(path: Path) -> list[Row]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordError(
            f"The roster {path} cannot be opened: {error.strerror}. Give a .csv or .xlsx file."
        ) from error
    if content.startswith(b"PK"):
        return [row for row in _sheet_rows(path) if any(row[1])]
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise RecordError(f"{path} is a web page under a sheet's name. Open it in Excel, and save it as .xlsx or .csv.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RecordError(f"{path} is an Excel file of the old kind (.xls). Save it as .xlsx or .csv.")
    try:
        return [row for row in _text_rows(sheet_text(content), path) if any(cell.strip() for cell in row[1])]
    except UnreadError as error:
        raise RecordError(f"{path} is neither text nor Excel ({error.reason}). Give a .csv or .xlsx file.") from error


def sheet_text(content: bytes) -> str:
    """The text of a sheet.

    Excel saves in the Windows of the country: cp949 in Korea, windows-1252 west of it.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pairs = len(_KOREAN_PAIR.findall(content))
        loose = len(_LOOSE_HIGH.findall(_KOREAN_PAIR.sub(b"", content)))
        if loose > pairs and b"\0" not in content:
            return content.decode(_western(content), "replace")
    return text(content)


def _western(content: bytes) -> str:
    """The encoding whose letters beyond ASCII are letters: Windows's or an old Mac's."""
    for encoding in ("cp1252", "mac_roman"):
        if all(char.isascii() or char.isalpha() or char.isspace() for char in content.decode(encoding, "replace")):
            return encoding
    return "cp1252"


def _text_rows(sheet: str, path: Path) -> Iterator[Row]:
    first, _, rest = sheet.partition("\n")
    said = SEPARATOR.fullmatch(first)
    if said:  # Excel's own line, which it does not show
        sheet = "\n" + rest
    head = "\n".join(sheet.split("\n", HEADER_WITHIN)[:HEADER_WITHIN])
    delimiter = said["separator"] if said else max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(sheet, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [_trimmed(cell) for cell in cells]
    except csv.Error as error:
        raise RecordError(f"{path} row {reader.line_num} is not CSV: {error}. Save the sheet again as CSV.") from error


def _sheet_rows(path: Path) -> list[Row]:
    """The first sheet of a workbook.

    A number format of zeros says how many digits an id has. The size it says it has is not believed: rows beyond would be lost.
    """
    import openpyxl  # noqa: PLC0415 - heavy

    _refuse_bomb(path)
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1)
            found = [_sheet_row(number, cells) for number, cells in islice(rows, _MOST_ROWS + 1)]
    except Exception as error:  # whatever the library makes of a damaged file
        raise RecordError(
            f"{path} is not a workbook that can be read ({type(error).__name__}). Save it as .csv."
        ) from error
    if len(found) > _MOST_ROWS:
        raise RecordError(f"{path} goes on after row {_MOST_ROWS}. Save the rows of the class alone as .csv.")
    return found


def _refuse_bomb(path: Path) -> None:
    """Raise RecordError for a workbook that unpacks to more than any class fills."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return  # the library says the rest
    if size > _MOST_BYTES:
        raise RecordError(f"{path} unpacks to {size >> 20} MB. Save the sheet with the class alone as .csv.")


def _sheet_row(number: int, cells: Iterable[Any]) -> Row:
    found = [_cell(cell.value, getattr(cell, "number_format", "")) for cell in cells]
    while found and not found[-1]:
        del found[-1]
    return number, found


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
            return _trimmed(str(value))


def _trimmed(cell: str) -> str:
    """A cell without blanks and without a spreadsheet's `="…"` around it."""
    bare = cell.strip(" \t\r\n")
    as_text = _AS_TEXT.fullmatch(bare)
    return as_text[1] if as_text else bare


def _student(cells: list[str], header: list[str], places: dict[str, int], where: str) -> Student:
    marked = key(header[places["student_id"]]) == "orgdefinedid"  # Brightspace writes # before ids and logins
    cells = [cell.removeprefix("#") if marked else cell for cell in cells]
    known = {column: clean(cells[place]) for column, place in places.items()}
    named = {place for column, place in places.items() if column not in {"given", "family"} or "name" not in places}
    more = {
        name: clean(cell)
        for place, (name, cell) in enumerate(zip(header, cells, strict=False))
        if name and place not in named
    }
    at = places["student_id"]
    if plain(header[at]) in PARTICIPANT:
        more[header[at]] = known["student_id"]
        known["student_id"] = known["student_id"].removeprefix("Participant").removeprefix("참가자").strip()
    else:
        _check_id(canonical(cells[at]), f"{where}, column {header[at]}")
    return Student(known["student_id"], known.get("name") or _whole_name(known), known.get("email", ""), more)


def _whole_name(known: Mapping[str, str]) -> str:
    """First and last name as one: 김민수, Ann Ash."""
    given, family = known.get("given", ""), known.get("family", "")
    korean = bool(_HANGUL.search(given + family))
    return f"{family}{given}" if korean else f"{given} {family}".strip()


def _check_id(student_id: str, where: str) -> None:
    if not student_id:
        raise RecordError(f"{where} is empty. Every student needs an id; delete the row if it is no student.")
    unseen = [char for char in student_id if unicodedata.category(char) in ("Cf", "Zs", "Zl", "Zp") and char != " "]
    if unseen:
        codes = ", ".join(f"U+{ord(char):04X}" for char in unseen)
        raise RecordError(f"{where} is {student_id!r}, with a character that nobody sees ({codes}). Type the id again.")
    if _SPOILT.search(student_id):
        raise RecordError(
            f"{where} is {student_id}: a number with its commas, or text with its apostrophe. Type the id again, as text."
        )
    if _DECIMAL.match(student_id):
        raise RecordError(
            f"{where} is {student_id}: a number, and no id any more. Format the column as text and type it again."
        )
    if any(char.isdigit() and not char.isascii() for char in student_id):
        raise RecordError(f"{where} is {student_id!r}, in wide digits. Type it again, in digits 0 to 9.")
    if _SCIENTIFIC.match(student_id):
        raise RecordError(
            f"{where} is {student_id}: Excel has rounded the id. Format the column as text and type it again."
        )
    if _UNSAFE_ID.search(student_id) or len(student_id) > _ID_LENGTH:
        raise RecordError(
            f'{where} is {student_id!r}. An id is 1 to {_ID_LENGTH} letters and digits without / \\ : * ? " < > |.'
        )
