"""Moments: aware of their zone at the edge, UTC inside."""

from __future__ import annotations

from datetime import UTC, datetime

from autograder.errors import RecordError


def utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises RecordError for one without a zone: it could be any of 24 hours."""
    if moment.tzinfo is None:
        raise RecordError(f"The time {moment} has no zone. Times on record are zone-aware: give it one, as in +09:00.")
    return moment.astimezone(UTC)


def zoned(moment: datetime) -> datetime:
    """A moment as a database gives it back, which is UTC whether or not it says so, in UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
