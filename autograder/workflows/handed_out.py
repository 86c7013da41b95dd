"""A week and its handout → the zip students take, and changes of a release."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.assignment.stub import cut
from autograder.files import sha256, zipped
from autograder.handout import MANIFEST, handout_files, published
from autograder.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.model import Assignment

_PATHS = "public/paths.json"
"""The right paths of the public checks' loops: only a release runs the solution for them."""


class FileFate(StrEnum):
    """Fates of a file when a week is released."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    BY_HAND = "by_hand"  # a person changed it there: the release is refused


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the handout, and its fate."""

    name: str
    change: FileFate


def handout_zip(week: str, course: Path) -> bytes | None:
    """The handout as it was released, in a folder of its own; None where it never was."""
    folder = course / "assignments" / week
    manifest = published(folder)
    if manifest is None:
        return None
    inside = folder.resolve()
    paths = {name: folder / name for name in (*manifest.files, MANIFEST)}
    there = {name: path for name, path in paths.items() if path.is_file() and path.resolve().is_relative_to(inside)}
    return zipped({f"{week}/{name}": path.read_bytes() for name, path in there.items()})


def release_preview(assignment: Assignment, course: Path, points: Mapping[str, float]) -> tuple[FileChange, ...]:
    """Every file that a release would write or remove, without releasing anything.

    `points`: of each exercise, as its audit has them. Nothing of the week is run here, and only its checks know.
    """
    folder = course / "assignments" / assignment.week
    manifest = published(folder)
    known = manifest.files if manifest else {}
    fresh = handout_files(replace(cut(assignment), points=points), manifest.languages if manifest else LANGUAGES)
    names = sorted({*fresh, *known} - {_PATHS})
    found = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    return tuple(FileChange(name, _change(fresh.get(name), found.get(name), known.get(name))) for name in names)


def _change(fresh: bytes | None, there: bytes | None, known: str | None) -> FileFate:
    if there is not None and there != fresh and sha256(there) != known:
        return FileFate.BY_HAND
    if fresh is None:
        return FileFate.GONE
    if there is None:
        return FileFate.NEW
    return FileFate.SAME if there == fresh else FileFate.CHANGED
