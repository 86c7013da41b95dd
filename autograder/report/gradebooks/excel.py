"""A week's book → an Excel workbook: ids and names as text, points as numbers."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from autograder.files import tidy, zipped
from autograder.report.gradebooks.plain import rows
from autograder.text import cell

if TYPE_CHECKING:
    from autograder.report.gradebooks.book import Book


def fresh(book: Book) -> bytes:
    """One sheet. The same book gives the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, only where it is used
    from openpyxl.styles import Font  # noqa: PLC0415 - same

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = re.sub(r"[\\/*?:\[\]]", "_", book.title)[:31] or "grades"
    for line, row in enumerate(rows(book), start=1):
        for place, entry in enumerate(row, start=1):
            written = sheet.cell(line, place, cell(entry) if isinstance(entry, str) else tidy(entry))
            if isinstance(entry, str):
                written.data_type, written.number_format = "s", "@"
            if line == 1:
                written.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    workbook.save(out)
    return _timeless(out.getvalue())


def _timeless(workbook: bytes) -> bytes:
    """A workbook without the time it was written at."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    made = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", parts["docProps/core.xml"])
    return zipped({**parts, "docProps/core.xml": made})
