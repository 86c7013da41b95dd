"""A time as a person types it → a new deadline, or when work came."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder.assignment.week import week as week_settings
from autograder.clock import end_of_day, utc
from autograder.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHEETS_DAY = re.compile(
    r"(?<!\d)(?:(?P<year_first>\d{4})\s*[-/.년]\s*\d{1,2}\s*[-/.월]\s*\d{1,2}|\d{1,2}[-/.]\s*\d{1,2}[-/.]\s*\d{4})(?!\d)"
)
_SHEETS_CLOCK = re.compile(
    r"(?P<before>오전|오후)?\s*(?<!\d)(?P<hour>\d{1,2})\s*[:시]\s*(?P<minute>\d{1,2})(?::\d{2})?분?(?:\s*(?P<half>[ap]\.?m\.?))?",
    re.IGNORECASE,
)
_NOON = 12
ON_TIME = "on-time"
_LONGEST = timedelta(days=10 * 366)
"""No course gives more time than this: a year is mistyped."""
_SKEW = timedelta(minutes=5)
"""Clocks of two machines differ by less."""


def new_deadline(folder: Path, *, until: str | None, days: int | None) -> datetime:
    """The new deadline.

    A time, or the end of a day in the week's zone, named or counted from the week's deadline.
    """
    if (until is None) is (days is None):
        raise UsageError("An extension needs --until or --days, and not both.")
    settings = week_settings(folder / "week.toml")
    due, zone = settings.due, ZoneInfo(settings.zone)
    if until is not None:
        return _later(_moment("--until", until, zone), due, until, zone)
    if due is None:
        raise UsageError(f"{folder / 'week.toml'} has no due date that {days} days could follow. Use --until.")
    return end_of_day(due.astimezone(zone).date() + timedelta(days=days or 0), zone)


def came_at(folder: Path, when: str, *, now: datetime) -> datetime:
    """A time of receipt as a person writes it.

    A time in the week's zone that has been, or `on-time`.
    """
    settings = week_settings(folder / "week.toml")
    if when != ON_TIME:
        moment = _moment("TIME", when, ZoneInfo(settings.zone), whole_days=False)
        if moment > now + _SKEW:
            raise UsageError(f"TIME {when} is still to come: no work came then. Give the time at which it came.")
        return moment
    if settings.due is None:
        raise UsageError(
            f"{folder / 'week.toml'} has no due date that work could be on time for. Give the time itself."
        )
    return settings.due


def readings(text: str) -> tuple[str, ...]:
    """The times that a spreadsheet's or a mail's way to write one may mean, in ours.

    Two for `11/5/2026 3:30`, where nobody knows which number is the month.
    """
    day, clock = _SHEETS_DAY.search(text), _SHEETS_CLOCK.search(text)
    if day is None:
        return ()
    numbers = [int(number) for number in re.findall(r"\d+", day[0])]
    orders = [numbers] if day["year_first"] else [[numbers[2], *numbers[:2]], [numbers[2], numbers[1], numbers[0]]]
    hour, minute = (int(clock["hour"]), int(clock["minute"])) if clock else (18, 0)
    half = ((clock["before"] or clock["half"]) if clock else "") or ""
    if half and hour <= _NOON:
        hour = hour % _NOON + _NOON * (half.casefold()[:1] == "p" or half == "오후")
    found: dict[str, None] = {}
    for year, month, each in orders:
        with suppress(ValueError):
            found[f"{datetime(year, month, each, hour, minute):%Y-%m-%dT%H:%M}"] = None  # noqa: DTZ001 - a clock's words
    return tuple(found)


def _later(moment: datetime, due: datetime | None, until: str, zone: ZoneInfo) -> datetime:
    """The new deadline. Raises UsageError for one that gives nobody more time."""
    if due is not None and moment <= due:
        raise UsageError(
            f"--until {until} is not after the week's own deadline, {due.astimezone(zone):%Y-%m-%d %H:%M}. Give a later one."
        )
    if due is not None and utc(moment) > utc(due) + _LONGEST:
        raise UsageError(
            f"--until {until} is years after the week's own deadline, {due.astimezone(zone):%Y-%m-%d %H:%M}. Give an earlier one."
        )
    return moment if moment.tzinfo is not zone else moment.replace(fold=1)  # of an hour that comes twice, the second


def _moment(option: str, text: str, zone: ZoneInfo, *, whole_days: bool = True) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        if meant := readings(text):
            raise UsageError(
                f"{option} {text!r} is no time as it is written here. Write {' / '.join(meant)}, whichever it is."
            ) from None
        raise UsageError(
            f"{option} {text!r} is no time. Write 2026-04-01T18:00{', or 2026-04-01' * whole_days}."
        ) from None
    if _DATE.fullmatch(text):
        if not whole_days:
            raise UsageError(f"{option} {text!r} is a whole day. Write the time too: {text}T18:00.")
        return end_of_day(moment.date(), zone)
    return moment if moment.tzinfo else _in_zone(moment, zone, f"{option} {text}")


def _in_zone(moment: datetime, zone: ZoneInfo, said: str) -> datetime:
    """A time on the clocks of a zone. Raises UsageError for one that they leap over."""
    local = moment.replace(tzinfo=zone)
    if utc(local).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise UsageError(
            f"{said} is no time in {zone.key}: its clocks are put forward over it. Give one before or after."
        )
    return local
