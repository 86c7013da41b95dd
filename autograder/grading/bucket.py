"""Looks taken and given, and a rate → how many a student has left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from autograder.model import FeedbackBucket, Look

_ALMOST = 1e-9


@dataclass(frozen=True, slots=True)
class LooksLeft:
    """Looks that a student has now, of how many.

    `next_at`: when there is one more, None while it is full.
    """

    left: int
    most: int
    next_at: datetime | None = None


def looks_left(bucket: FeedbackBucket, looks: Iterable[Look], now: datetime) -> LooksLeft:
    """The looks left in a bucket that began full.

    It fills by one every `refill_hours` up to `looks`; what a TA gave on top is never cut, nor does it fill up again.
    """
    every = timedelta(hours=bucket.refill_hours)
    level, last = float(bucket.looks), None
    for look in sorted(looks, key=lambda each: each.signed.at):
        at = min(look.signed.at, now)
        level, last = _filled(level, bucket, (at - last) / every if last else 0.0) + look.amount, at
    level = _filled(level, bucket, (now - last) / every if last else 0.0)
    left = max(int(level + _ALMOST), 0)
    full = level + _ALMOST >= bucket.looks
    return LooksLeft(left, bucket.looks, None if full else now + (left + 1 - level) * every)


def _filled(level: float, bucket: FeedbackBucket, refills: float) -> float:
    return level if level >= bucket.looks else min(float(bucket.looks), level + max(refills, 0.0))
