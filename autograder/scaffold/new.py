"""A name, perhaps another system's notebook → a new week's folder.

It is to be rewritten piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InstructorError, UsageError
from autograder.scaffold.beside import with_neighbours
from autograder.scaffold.draft import draft, example
from autograder.scaffold.masters import master
from autograder.scaffold.taken_week import taken_week

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class NewWeek:
    """Files written, and a sentence for each thing left to do by hand."""

    paths: tuple[Path, ...]
    left: tuple[str, ...] = ()
    ready: bool = True


def new_week(folder: Path, source: Path | None = None, *, module: str = "exercises") -> NewWeek:
    """Begin a new week in `folder`.

    One exercise that passes its audit as it stands, what the notebook `source` holds, or the week in that folder.

    Raises InstructorError where the folder is there already, or the source cannot be read.
    """
    for name, what in ((folder.name, "week"), (module, "solution file")):
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name for a {what}; expected small letters, digits and _, as in week06.")
    if folder.exists():
        raise InstructorError(f"{folder} is there already. Name another week, or change the files of this one.")
    if source is None:
        return NewWeek(_write(folder, {name: text.encode() for name, text in example(folder.name).items()}))
    if source.is_dir():
        taken, left = taken_week(source)
        return NewWeek(_write(folder, taken), tuple(left))
    try:
        beside = with_neighbours(source, master(source))
        found = draft(beside.parts, folder.name, module, beside.imported)
        files = {name: text.encode() for name, text in found.files.items()}
    except (RecursionError, MemoryError, ValueError) as error:  # a giant, half a character, code that nests too deep
        raise InstructorError(
            f"{source} holds code that cannot be read ({type(error).__name__}). Take out what nobody would type, and begin again."
        ) from error
    return NewWeek(_write(folder, files), (*beside.missing, *found.left), found.ready)


def _write(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tuple(folder / name for name in files)
