"""Another teacher's week of this kit → the files of a week of one's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import InstructorError

_FOUND = {"audit.json"}
"""Files that tell of the other course's own kit."""
_DATE = re.compile(r"^(release|due)\s*=", re.MULTILINE)


def taken_week(source: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read every file of a week by its name, and say what is to be done by hand.

    Its dates are the other course's: they stay as comments. Its audit is made anew.
    """
    settings = source / "week.toml"
    if not settings.is_file():
        raise InstructorError(f"{source} is no week: it has no week.toml. Name a folder like solutions/week04.")
    try:
        text = settings.read_text("utf-8")
        about = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InstructorError(f"{settings} is not TOML in UTF-8: {error}.") from None
    files = {path.relative_to(source).as_posix(): path.read_bytes() for path in _files(source)}
    if not any(name.endswith(".py") and "/" not in name and name not in {"probes.py", "drivers.py"} for name in files):
        raise InstructorError(f"{source} has no solution: no .py file beside week.toml.")
    files["week.toml"] = _DATE.sub(r"# \1 =", text).encode()
    return files, [*_left(about, source)]


def _files(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not path.is_symlink() and not hidden and path.name not in _FOUND:
            yield path


def _left(about: dict[str, object], source: Path) -> Iterator[str]:
    dates = [f"{name} = {about[name]}" for name in ("release", "due") if name in about]
    if dates:
        yield f"The other course's dates are comments in week.toml ({', '.join(dates)}). Write your own."
    title = about.get("title")
    if isinstance(title, dict):
        words = " / ".join(f'"{each}"' for each in title.values())
        yield f"Its title is {words}, with the number that week had there. Every page begins with it: write your own."
    data = about.get("data")
    if isinstance(data, list) and data:
        names = ", ".join(str(name) for name in data)
        yield f"It hands out {names}: copy them from {source.parent.parent / 'data'} into the data/ of your course."
    yield "Read its rules in week.toml as your students will, then audit it: its own audit was of another course."
