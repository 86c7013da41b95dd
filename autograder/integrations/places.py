"""Another system's course → a week's secret folder, never a student's."""

from __future__ import annotations

from pathlib import Path

from autograder.errors import UsageError

_STUDENTS_OWN = ("submitted", "autograded", "feedback", "downloaded")


def week_of_course(root: Path, week: str) -> Path:
    """`solutions/<week>` in the course's root or the nearest folder above it.

    Raises UsageError where there is none.
    """
    if Path(week).name != week or week in {"", ".", ".."}:
        raise UsageError(f"{week!r} is no name of a week; expected one as week04.")
    for folder in (root.resolve(), *root.resolve().parents):
        if (folder / "solutions" / week / "week.toml").is_file():
            return folder / "solutions" / week
    raise UsageError(f"There is no solutions/{week} in {root} or above it. Release the week for this system again.")


def course_around(place: Path) -> Path:
    """The root of a notebook's nbgrader course; never its own folder.

    nbgrader lays work out as <root>/<step>/<student>/<week>, and its own notebooks as <root>/source/<week>.
    """
    folder = place.resolve()
    step = folder.parent.parent
    return step.parent if step.name in _STUDENTS_OWN else step


def outside_of_students(folder: Path, root: Path, directories: tuple[str, ...] = _STUDENTS_OWN) -> Path:
    """The folder itself.

    Raises UsageError where it lies in one that students' files are put into.
    """
    folder = (root / folder).resolve()
    for name in directories:
        if folder.is_relative_to((root / name).resolve()):
            raise UsageError(f"The week {folder} lies in {name}, where students' files are. Name one that is yours.")
    return folder
