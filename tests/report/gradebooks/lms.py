"""What the tests of gradebooks share: templates on disk, and tables read back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from autograder.report.gradebooks import export
from tests.report.builders import assignment, failed, report, roster

WEEK = assignment()
ROSTER = roster(2)
REPORTS = (report("202100001"), report("202100002", failed("mse.value", got="2", expected="1")))


def out(
    form: str,
    template: str | bytes | None = None,
    folder: Path = Path(),
    *,
    name: str = "gradebook.csv",
    reports=REPORTS,
    roster=ROSTER,
) -> bytes:
    path = None
    if template is not None:
        path = folder / name
        path.write_bytes(template if isinstance(template, bytes) else template.encode())
    return export(reports, form, assignment=WEEK, roster=roster, template=path)


def rows(content: bytes, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter))


def by_heading(content: bytes, **how: str) -> list[dict[str, str]]:
    header, *lines = rows(content, **how)
    return [dict(zip(header, line, strict=True)) for line in lines]
