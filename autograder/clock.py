"""Moments: aware of their zone at the edge, UTC inside, days by a calendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograder.errors import RecordError, UsageError

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
LAST_SECOND = time(23, 59, 59)


def utc(moment: datetime) -> datetime:
    """The same moment in UTC.

    Raises RecordError for one without a zone, which could be any of 24 hours, or beyond the calendar in UTC.
    """
    if moment.tzinfo is None:
        raise RecordError(f"The time {moment} has no zone. Times on record are zone-aware: give it one, as in +09:00.")
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or the last day there is
        raise RecordError(f"The time {moment} is on no calendar in UTC. Give one of this century.") from None


def zoned(moment: datetime) -> datetime:
    """A moment as a database gives it back, in UTC.

    It is UTC whether or not it says so.
    """
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def zoned_or_none(moment: datetime | None) -> datetime | None:
    """A moment of a column that may be empty."""
    return zoned(moment) if moment else None


def zone(name: str) -> tzinfo:
    """A zone by its name (Asia/Seoul) or offset (+09:00).

    Raises UsageError for any other text.
    """
    if match := _OFFSET.fullmatch(name):
        sign, hours, minutes = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-offset if sign == "-" else offset)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"{name!r} is no time zone. Write one as in Asia/Seoul, Europe/Berlin or +09:00.") from None


def at_the_same_time(moment: datetime, days: int, where: tzinfo | None) -> datetime:
    """So many calendar days later, when clocks in a zone show the same time again."""
    local = moment.astimezone(where or UTC)
    return local if days == 0 else (local + timedelta(days=days)).replace(fold=local.fold)


def end_of_day(day: date, where: tzinfo) -> datetime:
    """The last second of a day in a zone."""
    return datetime.combine(day, LAST_SECOND, tzinfo=where).replace(fold=1)
