"""Work about to be handed in → what its student should know first. Nothing here keeps anyone from submitting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from autograder.student.work import File, Work
from autograder.submissions.match import ids_in
from autograder.submissions.names import ignored, is_source


class Worry(StrEnum):
    """What may be wrong. Codes; report/ has a sentence for each."""

    LATE = "late"  # detail: days and hours after the due date
    EMPTY = "empty"  # nothing is written
    MISSING = "missing"  # detail: functions that are nowhere
    GAPS = "gaps"  # detail: functions still at their stub
    UNTOUCHED = "untouched"  # detail: files as they were handed out
    SYNTAX = "syntax"  # detail: where
    UNREAD = "unread"  # detail: a Reason
    TWICE = "twice"  # detail: functions that another file has too
    NEVER_RUN = "never_run"  # detail: how many cells
    OUT_OF_ORDER = "out_of_order"
    ENDED_IN_ERROR = "ended_in_error"  # detail: which cells
    OTHERS = "others"  # somebody else's file, left out


@dataclass(frozen=True, slots=True)
class Concern:
    """One worry, the file it is about, and what it is about in it."""

    worry: Worry
    file: str = ""
    detail: str = ""


def concerns(work: Work, packed: tuple[File, ...], student: str, now: datetime) -> tuple[Concern, ...]:
    """Everything worth a line, what matters most first."""
    return (
        *_about_time(work, now),
        *_about_whole(work, packed),
        *(one for file in packed for one in _about_file(file, packed)),
        *(Concern(Worry.OTHERS, name) for name in others(work, student)),
    )


def others(work: Work, student: str) -> tuple[str, ...]:
    """Code in the folder, or one below it, that carries another student's number."""
    found = []
    for path in sorted([*work.place.folder.glob("*"), *work.place.folder.glob("*/*")]):
        parts = path.relative_to(work.place.folder).parts
        if is_source(path.name) and not ignored(parts) and set(ids_in("/".join(parts))) - {student}:
            found.append("/".join(parts))
    return tuple(found)


def _about_time(work: Work, now: datetime) -> Iterator[Concern]:
    due = work.place.due
    if due is not None and now > due:
        yield Concern(Worry.LATE, detail=f"{(now - due).days} {(now - due).seconds // 3600}")


def _about_whole(work: Work, packed: tuple[File, ...]) -> Iterator[Concern]:
    written = frozenset().union(*(file.written for file in packed))
    gaps = frozenset().union(*(file.gaps.keys() for file in packed)) - written
    asked = [exercise.name for exercise in work.place.exercises]
    if not written:
        yield Concern(Worry.EMPTY)
        return
    untouched = {name for file in packed if file.untouched for name in file.gaps}
    begun = [name for name in asked if name in gaps - untouched]
    gone = [name for name in asked if name not in written | gaps]
    if gone:
        yield Concern(Worry.MISSING, detail=_named(work, gone))
    if begun:
        yield Concern(Worry.GAPS, detail=_named(work, begun))
    whole = [file.name for file in packed if file.untouched]
    if whole:
        yield Concern(Worry.UNTOUCHED, detail=", ".join(whole))


def _named(work: Work, names: list[str]) -> str:
    """The functions by name; where they are all those of a file, by that file and how many: `tensors.py (9)`."""
    shown: dict[str, None] = {}
    for name in names:
        module = next(exercise.module for exercise in work.place.exercises if exercise.name == name)
        inside = [exercise.name for exercise in work.place.exercises if exercise.module == module]
        whole = len(inside) > 1 and set(inside) <= set(names)
        shown[f"{module}.py ({len(inside)})" if whole else name] = None
    return ", ".join(shown)


def _about_file(file: File, packed: tuple[File, ...]) -> Iterator[Concern]:
    if file.code is None:
        yield Concern(Worry.UNREAD, file.name, file.unread)
        return
    if file.code.broken:
        yield Concern(Worry.SYNTAX, file.name, file.code.broken)
    twice = sorted(name for one in packed if one.name < file.name for name in one.written & file.written)
    if twice:
        yield Concern(Worry.TWICE, file.name, ", ".join(twice))
    if ".ipynb" in file.name and not file.untouched:
        yield from _about_notebook(file)


def _about_notebook(file: File) -> Iterator[Concern]:
    """What a notebook remembers of how it was run; what one remembers nothing of may not have been saved."""
    cells = [cell for cell in _code_cells(file.content) if "".join(cell.get("source") or "").strip()]
    counts = [cell.get("execution_count") for cell in cells]
    ran = [count for count in counts if isinstance(count, int)]
    if len(ran) < len(counts):
        yield Concern(Worry.NEVER_RUN, file.name, f"{len(counts) - len(ran)} {len(counts)}")
    if any(after < before for before, after in pairwise(ran)):
        yield Concern(Worry.OUT_OF_ORDER, file.name)
    failed = [str(number) for number, cell in enumerate(cells, 1) if _ended_in_error(cell)]
    if failed:
        yield Concern(Worry.ENDED_IN_ERROR, file.name, ", ".join(failed))


def _code_cells(content: bytes) -> list[dict[str, Any]]:
    try:
        cells = json.loads(content)["cells"]
        return [cell for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    except (ValueError, KeyError, TypeError):
        return []


def _ended_in_error(cell: dict[str, Any]) -> bool:
    outputs = cell.get("outputs")
    return isinstance(outputs, list) and any(
        isinstance(one, dict) and one.get("output_type") == "error" for one in outputs
    )
