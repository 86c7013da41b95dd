"""A TA's decision about a student's week → on record, with the week's worth before and after."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder.assignment.week import week as week_settings
from autograder.clock import end_of_day
from autograder.errors import RecordError, UsageError
from autograder.model import Decision, DecisionKind, Final, Signed, Status
from autograder.submissions.names import canonical
from autograder.text import near_it
from autograder.workflows.lookup import exercise_on_record, path_on_record, student_on_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from autograder.store.store import Store

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ON_TIME = "on-time"


@dataclass(frozen=True, slots=True)
class WorthChange:
    """The worth of a student's week before a decision and after; None while nothing of it is graded."""

    student: str
    before: Final | None
    after: Final | None


def decide(store: Store, *made: Decision) -> WorthChange:
    """Keep decisions about one student, all or none.

    Raises RecordError for a student nobody knows, and for taking back what was never decided.
    """
    week, student = made[0].week, student_on_record(store, made[0].week, made[0].student)
    made = tuple(replace(decision, student=student) for decision in made)
    circumstances = store.circumstances_of(week, student)
    for decision in made:
        if decision.withdrawn and circumstances.decided(decision.kind, decision.subject) is None:
            on = f" on {decision.subject}" if decision.subject else ""
            raise RecordError(
                f"{student} has no {decision.kind} decided{on} in {week}: there is nothing to take back. "
                f"autograder history {week} {student} lists what was decided."
            )
    before = store.final_of(week, student)
    store.decide(*made)
    after = store.final_of(week, student)
    return WorthChange(student, before and before[1], after and after[1])


def settle(store: Store, week: str, path: str, students: Sequence[str], signed: Signed) -> str:
    """Keep whose a received file or folder is, a group's or (without students) nobody's → its path as remembered."""
    subject = path_on_record(store, week, path)
    members = dict.fromkeys(student_on_record(store, week, student) for student in students) or {"": None}
    group = ",".join(members) if len(members) > 1 else ""
    store.decide(*(replace(_settled(week, subject, student, signed), text=group) for student in members))
    return subject


def unsettle(store: Store, week: str, path: str, signed: Signed) -> str:
    """Take back whose a file is → its path. Raises RecordError for one that was never settled."""
    subject, settled = canonical(path).rstrip("/"), store.settled(week)
    if subject not in settled:
        known = near_it(subject, settled) or f" Settled are: {', '.join(sorted(settled)) or 'none'}."
        raise RecordError(f"{subject} was never settled in {week}.{known}")
    store.decide(replace(_settled(week, subject, "", signed), withdrawn=True))
    return subject


def _settled(week: str, subject: str, student: str, signed: Signed) -> Decision:
    return Decision(DecisionKind.SETTLED, week, student, signed, subject=subject)


def override(store: Store, week: str, student: str, shares: Mapping[str, float | None], signed: Signed) -> WorthChange:
    """Give a student points by hand, by check ("": the whole week); None takes them back."""
    return decide(
        store,
        *(
            Decision(DecisionKind.POINTS, week, student, signed, subject=check, points=points, withdrawn=points is None)
            for check, points in shares.items()
        ),
    )


def shares(store: Store, week: str, *, check: str, exercise: str, points: float | None) -> Mapping[str, float | None]:
    """Points of an override by check: an exercise's shared out, all others of one check or of the week."""
    if not exercise:
        return {check: points}
    if points is None:
        return dict.fromkeys(checks_of(store, week, exercise))
    return {**spread(store, week, exercise, points)}


def spread(store: Store, week: str, exercise: str, points: float) -> Mapping[str, float]:
    """Points for an exercise as a whole → its checks, each in proportion to what it is worth."""
    exercise = exercise_on_record(store, week, exercise)
    checks = [check for check in store.version(week).checks if check.exercise == exercise]
    whole = sum(check.points for check in checks)
    if not 0 <= points <= whole:
        raise RecordError(f"{points:g} points cannot be given for {exercise}. Give a number from 0 to {whole:g}.")
    shares = {check.name: round(check.points * points / whole, 6) if whole else 0.0 for check in checks}
    last = checks[-1].name
    shares[last] = round(points - sum(share for name, share in shares.items() if name != last), 6)
    return shares


def checks_of(store: Store, week: str, exercise: str) -> tuple[str, ...]:
    """The checks of an exercise. Raises RecordError for one that is not there."""
    return tuple(spread(store, week, exercise, 0.0))


def new_deadline(folder: Path, *, until: str | None, days: int | None) -> datetime:
    """The new deadline: a time, or the end of a day in the week's zone, named or counted from the week's deadline."""
    if (until is None) is (days is None):
        raise UsageError("An extension needs --until or --days, and not both.")
    settings = week_settings(folder / "week.toml")
    due, zone = settings.due, ZoneInfo(settings.zone)
    if until is not None:
        return _later(_moment("--until", until, zone), due, until, zone)
    if due is None:
        raise UsageError(f"{folder / 'week.toml'} has no due date that {days} days could follow. Use --until.")
    return end_of_day(due.astimezone(zone).date() + timedelta(days=days or 0), zone)


def _later(moment: datetime, due: datetime | None, until: str, zone: ZoneInfo) -> datetime:
    """The new deadline. Raises UsageError for one that gives nobody more time."""
    if due is not None and moment <= due:
        raise UsageError(
            f"--until {until} is not after the week's own deadline, {due.astimezone(zone):%Y-%m-%d %H:%M}. Give a later one."
        )
    return moment


def came_at(folder: Path, when: str) -> datetime:
    """A time of receipt as a person writes it: a time in the week's zone, or `on-time`."""
    settings = week_settings(folder / "week.toml")
    if when != ON_TIME:
        return _moment("TIME", when, ZoneInfo(settings.zone), whole_days=False)
    if settings.due is None:
        raise UsageError(
            f"{folder / 'week.toml'} has no due date that work could be on time for. Give the time itself."
        )
    return settings.due


def of_unknown_time(store: Store, week: str) -> tuple[str, ...]:
    """Students whose work came at a time that nobody knows, which would cost points."""
    return tuple(final.student for _, final in store.finals(week) if final.status is Status.LATENESS_UNKNOWN)


def _moment(option: str, text: str, zone: ZoneInfo, *, whole_days: bool = True) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{option} {text!r} is no time. Write 2026-04-01T18:00{', or 2026-04-01' * whole_days}."
        ) from None
    if _DATE.fullmatch(text):
        if not whole_days:
            raise UsageError(f"{option} {text!r} is a whole day. Write the time too: {text}T18:00.")
        return end_of_day(moment.date(), zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
