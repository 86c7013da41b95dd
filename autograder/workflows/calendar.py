"""A course folder and the time → its weeks: draft, hidden, out or over.

Handed out or not; graded or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from autograder.assignment.week import week as week_settings
from autograder.handout import published
from autograder.store.glances import Glances
from autograder.store.store import Store


class State(StrEnum):
    """Where a week stands on the calendar."""

    DRAFT = "draft"  # no release date, and no handout in assignments/
    HIDDEN = "hidden"  # its release date is still to come
    OUT = "out"
    OVER = "over"  # it was due


@dataclass(frozen=True, slots=True)
class Entry:
    """One week.

    `published`: its handout lies in assignments/; `graded`: students with a grade on record.
    """

    week: str
    title: str
    state: State
    release: datetime | None
    due: datetime | None
    published: bool
    graded: int

    def as_json(self) -> dict[str, object]:
        """For scripts."""
        dates = {name: moment.isoformat() if moment else None for name, moment in self._dates()}
        return asdict(self) | dates

    def _dates(self) -> tuple[tuple[str, datetime | None], ...]:
        return ("release", self.release), ("due", self.due)


def timetable(course: Path, now: datetime, graded: Mapping[str, int]) -> tuple[Entry, ...]:
    """Every week of the course, in the order of their names.

    A student's copy, without solutions/, has its handouts. `graded`: students by week.
    """
    own = {path.parent.name: path for path in (course / "solutions").glob("*/week.toml")}
    handed = {path.parent.name for path in (course / "assignments").glob("*/.handout.json")}
    return tuple(_entry(course, name, own.get(name), now, graded.get(name, 0)) for name in sorted({*own, *handed}))


def _entry(course: Path, name: str, toml: Path | None, now: datetime, graded: int) -> Entry:
    manifest = published(course / "assignments" / name)
    settings = week_settings(toml) if toml else None
    release = settings.release if settings else None
    due = settings.due if settings else manifest.due if manifest else None
    title = settings.title if settings else manifest.title if manifest else {}
    state = _state(now, release, due, published=manifest is not None)
    return Entry(name, title.get("en", ""), state, release, due, manifest is not None, graded)


def _state(now: datetime, release: datetime | None, due: datetime | None, *, published: bool) -> State:
    if release and now < release:
        return State.HIDDEN
    if due and now > due:
        return State.OVER
    return State.OUT if release or published else State.DRAFT


def graded_on(store: str | Path) -> Mapping[str, int]:
    """Students whose work was graded, by week.

    A store that is not there has none, and is not made.
    """
    if isinstance(store, Path) and not store.is_file():
        return {}
    with Store(store) as opened:
        return Glances(opened).counts()
