"""A course → a copy of it to try things in, in which one week is still open."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLACE = Path("out") / "demo"
_PARTS = ("solutions", "assignments", "data")
_DUE = re.compile(r"^due\s*=[^\n]*", re.MULTILINE)
_NOT_COPIED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", ".git")


def demo_course(course: Path, *, now: datetime, is_over: Callable[[str], bool]) -> tuple[Path, str]:
    """Copy a course → the copy, and its week that is due tomorrow, "" for none.

    `is_over`: True for a week that has marks and is to stay as it is. A course of one week keeps its date: a demo shows what
    a student reads after a deadline, too.
    """
    copy = course / PLACE / "course"
    if copy.exists():
        shutil.rmtree(copy)
    copy.mkdir(parents=True)
    for part in _PARTS:
        if (course / part).is_dir():
            shutil.copytree(course / part, copy / part, ignore=_NOT_COPIED)
    if (course / "portal.toml").is_file():
        shutil.copy2(course / "portal.toml", copy / "portal.toml")
    dated = list(_dated(copy))
    opened = next((each for each in dated if not is_over(each[0])), None) if len(dated) > 1 else None
    if opened is None:
        return copy, ""
    week, due = opened
    tomorrow = datetime.combine(now.astimezone(due.tzinfo).date() + timedelta(days=1), time(23, 59), due.tzinfo)
    path = copy / "solutions" / week / "week.toml"
    path.write_text(_DUE.sub(f"due = {tomorrow.isoformat()}", path.read_text("utf-8"), count=1), "utf-8")
    return copy, week


def _dated(course: Path) -> Iterator[tuple[str, datetime]]:
    """Weeks with a due time, in order."""
    for path in sorted((course / "solutions").glob("*/week.toml")):
        try:
            due = tomllib.loads(path.read_text("utf-8")).get("due")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        if isinstance(due, datetime):
            yield path.parent.name, due
