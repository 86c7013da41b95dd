"""What students and systems hand over, as a test needs it: notebooks, zips with any name, a roster, a class."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from autograder.model import Exercise, Fate, Received, Student
from autograder.submissions import Collection, collect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXERCISES = tuple(Exercise(name, "tensors", {}) for name in ("grid", "col_vector", "mse"))
GRID = "def grid(start, stop, num):\n    return 1\n"
MSE = "def mse(y, yhat):\n    return 2\n"


def notebook(*cells: str, **more: object) -> bytes:
    listed = [{"cell_type": "code", "source": cell.splitlines(keepends=True), "outputs": []} for cell in cells]
    return json.dumps({"cells": listed, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


def zipped(files: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def zipped_in(encoding: str, files: Mapping[str, bytes | str]) -> bytes:
    """A zip as Windows or an old macOS writes it: names in their own encoding, and no flag that says so."""
    stand_ins = {f"{i:02}".ljust(len(name.encode(encoding)), "x"): name for i, name in enumerate(files)}
    raw = zipped({stand_in: files[name] for stand_in, name in stand_ins.items()}, method=zipfile.ZIP_STORED)
    for stand_in, name in stand_ins.items():
        raw = raw.replace(stand_in.encode(), name.encode(encoding))
    return raw


def place(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def roster(*names: str) -> tuple[Student, ...]:
    """Students 20231000, 20231001, … with the names given."""
    return tuple(
        Student(str(20231000 + i), name, f"s{i:03}@univ.ac.kr", {"github": f"hub-{i:03}"})
        for i, name in enumerate(names)
    )


def collected(folder: Path, files: Mapping[str, bytes | str], **asked: Any) -> Collection:
    """Put the files in a folder `subs` and collect it."""
    return collect([place(folder / "subs", files)], week="week04", exercises=asked.pop("exercises", EXERCISES), **asked)


def students(collection: Collection) -> dict[str, list[str]]:
    """The names of the sources of each submission."""
    return {one.student: [source.name for source in one.sources] for one in collection.submissions}


def fates(collection: Collection) -> dict[str, tuple[Fate, str]]:
    return {one.path: (one.fate, str(one.reason)) for one in collection.files}


def one(collection: Collection, ending: str) -> Received:
    """The line of the one file whose path ends so."""
    (found,) = [line for line in collection.files if line.path.endswith(ending)]
    return found
