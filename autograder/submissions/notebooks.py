"""The bytes of a notebook → its code cells, in order. Outputs, metadata, tags and ids are never looked at.

Read as JSON, formats 3 and 4 alike. msgspec skips what is not asked for, so 50 MB of pictures cost nothing.
"""

from __future__ import annotations

import json

import msgspec

from autograder.errors import UnreadError
from autograder.model import Reason


class _Cell(msgspec.Struct):
    cell_type: object = ""
    source: object = None
    input: object = None  # format 3


class _Sheet(msgspec.Struct):
    cells: list[msgspec.Raw] = []


class _Notebook(msgspec.Struct):
    cells: list[msgspec.Raw] | None = None
    worksheets: list[_Sheet] | None = None


def cells(content: bytes) -> tuple[str, ...]:
    """The source of each code cell, line ends as newlines. Raises UnreadError where there is no notebook to read."""
    try:
        raws = _raw_cells(content)
        found = tuple(_code(msgspec.json.decode(raw, type=_Cell)) for raw in raws)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        # NaN in an output, a lone surrogate, an odd cell: json is more patient, and knows where it stopped.
        found = tuple(_code(cell) for cell in _patient_cells(content))
    code = tuple(cell for cell in found if cell is not None)
    if not any(cell.strip() for cell in code):
        raise UnreadError(Reason.NO_CODE)
    return code


def _raw_cells(content: bytes) -> list[msgspec.Raw]:
    notebook = msgspec.json.decode(content, type=_Notebook)
    if notebook.cells is not None:
        return notebook.cells
    if notebook.worksheets is None:
        raise UnreadError(Reason.NOT_NOTEBOOK)
    return [cell for sheet in notebook.worksheets for cell in sheet.cells]


def _patient_cells(content: bytes) -> list[_Cell]:
    """Every cell that has the shape of one, by the standard library's reader."""
    tree = _tree(content)
    if not isinstance(tree, dict):
        raise UnreadError(Reason.NOT_NOTEBOOK)
    sheets = [tree] if isinstance(tree.get("cells"), list) else tree.get("worksheets")
    if not isinstance(sheets, list):
        raise UnreadError(Reason.NOT_NOTEBOOK)
    listed = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    found = [cell for cells_ in listed if isinstance(cells_, list) for cell in cells_ if isinstance(cell, dict)]
    return [_Cell(cell.get("cell_type"), cell.get("source"), cell.get("input")) for cell in found]


def _tree(content: bytes) -> object:
    text = content.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        cut = not rest or error.msg.startswith("Unterminated string")
        if cut and text.lstrip()[:1] == "{":
            raise UnreadError(Reason.TRUNCATED, f"line {error.lineno}") from error
        raise UnreadError(Reason.NOT_JSON, f"line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:  # nested beyond reason; an integer of a million digits
        raise UnreadError(Reason.NOT_JSON, type(error).__name__) from error


def _code(cell: _Cell) -> str | None:
    """The text of a code cell, whether it is kept as one string or as a list of lines."""
    if cell.cell_type != "code":
        return None
    source = cell.source if cell.source is not None else cell.input
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    text = source.encode("utf-8", "replace").decode()  # a lone surrogate is no character
    return text.replace("\r\n", "\n").replace("\r", "\n")
