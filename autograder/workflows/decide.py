"""A TA's decisions → on record, with the worth before and after."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder.assignment.week import week as week_settings
from autograder.clock import end_of_day
from autograder.errors import RecordError, UsageError
from autograder.grading.decision import refuse_unsound
from autograder.model import Circumstances, Decision, DecisionKind, ListedDecision, Signed, Status, WorthChange
from autograder.store.glances import Glances
from autograder.submissions.names import canonical
from autograder.text import near_it
from autograder.workflows.lookup import enrolled, exercise_on_record, in_section, path_on_record, student_on_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from autograder.store.store import Store

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ON_TIME = "on-time"


def decide(store: Store, *made: Decision, fitting: bool = False) -> tuple[WorthChange, ...]:
    """Keep decisions, all or none → the change of each student's worth.

    Raises RecordError for a student nobody knows, and for taking back what was never decided. `fitting`: students for
    whom a decision cannot be made are left out, unless they are all.
    """
    week = made[0].week
    named = dict.fromkeys(decision.student for decision in made)
    found = {student: student_on_record(store, week, student) for student in named}
    made = tuple(replace(decision, student=found[decision.student]) for decision in made)
    refused = _refusals(store, made)
    if refused and (not fitting or len(refused) == len(found)):
        raise next(iter(refused.values()))
    made = tuple(decision for decision in made if decision.student not in refused)
    students = tuple(dict.fromkeys(decision.student for decision in made))
    before = {student: store.final_of(week, student) for student in students}
    store.decide(*made)
    after = {student: store.final_of(week, student) for student in students}
    return tuple(
        WorthChange(each, *(graded and graded[1] for graded in (before[each], after[each]))) for each in students
    )


def undone(store: Store, week: str, student: str, *, kind: DecisionKind, subject: str, signed: Signed) -> Decision:
    """The decision that takes back the last one of a kind on a subject.

    Then what stood before stands again. Raises RecordError where none was made. Taking back twice brings back what was taken back.
    """
    whole = store.circumstances_of(week, student).decisions
    made = [each for each in whole if (each.kind, each.subject) == (kind, subject)]
    if not made:
        raise RecordError(f"{student} has no {kind} decided in {week}: there is nothing to undo.")
    before = made[-2] if len(made) > 1 else replace(made[-1], withdrawn=True)
    if kind is DecisionKind.COMMENT:
        before = made[-2] if made[-1].withdrawn and len(made) > 1 else replace(made[-1], withdrawn=True)
    return replace(before, signed=signed)


def _refusals(store: Store, made: Iterable[Decision]) -> Mapping[str, RecordError]:
    """Students for whom a decision cannot be made, and why."""
    refused: dict[str, RecordError] = {}
    for decision in made:
        try:
            refuse_unsound(decision, store.grade_of(decision.week, decision.student))
            if decision.withdrawn:
                _refuse_unmade(store, decision)
        except RecordError as error:
            refused.setdefault(decision.student, error)
    return refused


def _refuse_unmade(store: Store, decision: Decision) -> None:
    """Raise RecordError where there is nothing to take back."""
    week, student = decision.week, decision.student
    circumstances = store.circumstances_of(week, student)
    comments = circumstances.comments(decision.subject) if decision.kind is DecisionKind.COMMENT else ()
    if not comments and circumstances.decided(decision.kind, decision.subject) is None:
        on = f" on {decision.subject}" if decision.subject else ""
        raise RecordError(
            f"{student} has no {decision.kind} decided{on} in {week}: there is nothing to take back. "
            f"autograder history {week} {student} lists what was decided."
        )


def chosen(
    store: Store, week: str, *, students: Sequence[str] = (), section: str = "", mistake: str = ""
) -> tuple[str, ...]:
    """The ids named, or all, in a section and with a mistake.

    RecordError for nobody.
    """
    found = tuple(dict.fromkeys(student_on_record(store, week, each) for each in students))
    if not students:
        found = tuple(dict.fromkeys([*(one.id for one in enrolled(store, week)), *store.students(week)]))
    if section:
        found = _common(found, frozenset(one.id for one in in_section(enrolled(store, week), section)))
    if mistake:
        found = _common(found, _who_made(store, week, mistake))
    if not found:
        raise RecordError(f"Nobody of {week} is all of that. The class page's filters show who is what.")
    return found


def _common(students: Sequence[str], others: frozenset[str]) -> tuple[str, ...]:
    return tuple(student for student in students if student in others)


def _who_made(store: Store, week: str, mistake: str) -> frozenset[str]:
    """Students with a wrong check that a mistake explains.

    RecordError for a mistake that nobody made.
    """
    made: dict[str, set[str]] = {}
    for grade in store.grades(week):
        for mark in grade.marks:
            for name in mark.verdict.mistakes:
                made.setdefault(name, set()).add(grade.student)
    if mistake not in made:
        near = near_it(mistake, sorted(made)) or f" Made were: {', '.join(sorted(made)) or 'none that is known'}."
        raise RecordError(f"Nobody made {mistake} in {week}.{near}")
    return frozenset(made[mistake])


def decisions(store: Store, week: str) -> tuple[ListedDecision, ...]:
    """All decisions of a week, in the order they were made."""
    names = {student.id: student.name for student in enrolled(store, week)}
    settled = store.settled(week)
    listed = [
        ListedDecision(decision, names.get(student, ""), _stands(decision, circumstances, settled))
        for student, circumstances in store.circumstances(week).items()
        for decision in circumstances.decisions
    ]
    return tuple(sorted(listed, key=lambda each: each.decision.signed.at))


def _stands(decision: Decision, circumstances: Circumstances, settled: Mapping[str, str]) -> bool:
    if decision.kind is not DecisionKind.SETTLED:
        return circumstances.stands(decision)
    owners = settled.get(decision.subject)
    return owners is not None and decision.student in owners.split(",") and not decision.withdrawn


def settle(store: Store, week: str, path: str, students: Sequence[str], signed: Signed) -> str:
    """Keep whose a received file or folder is → its path as remembered.

    A student's, a group's, or nobody's.
    """
    subject = path_on_record(store, week, path)
    members = dict.fromkeys(student_on_record(store, week, student) for student in students) or {"": None}
    group = ",".join(members) if len(members) > 1 else ""
    store.decide(*(replace(_settled(week, subject, student, signed), text=group) for student in members))
    return subject


def unsettle(store: Store, week: str, path: str, signed: Signed) -> str:
    """Take back whose a file is → its path.

    Raises RecordError for one that was never settled.
    """
    subject, settled = canonical(path).rstrip("/"), store.settled(week)
    if subject not in settled:
        known = near_it(subject, settled) or f" Settled are: {', '.join(sorted(settled)) or 'none'}."
        raise RecordError(f"{subject} was never settled in {week}.{known}")
    store.decide(replace(_settled(week, subject, "", signed), withdrawn=True))
    return subject


def _settled(week: str, subject: str, student: str, signed: Signed) -> Decision:
    return Decision(DecisionKind.SETTLED, week, student, signed, subject=subject)


def points(week: str, student: str, shares: Mapping[str, float | None], signed: Signed) -> Iterator[Decision]:
    """Points by hand, by check ("": the whole week); None takes them back."""
    for check, given in shares.items():
        yield Decision(DecisionKind.POINTS, week, student, signed, subject=check, points=given, withdrawn=given is None)


def shares(store: Store, week: str, *, check: str, exercise: str, points: float | None) -> Mapping[str, float | None]:
    """Points of an override by check.

    An exercise's shared out, all others of one check or of the week.
    """
    if not exercise:
        return {check: points}
    if points is None:
        return dict.fromkeys(checks_of(store, week, exercise))
    return {**spread(store, week, exercise, points)}


def spread(store: Store, week: str, exercise: str, points: float) -> Mapping[str, float]:
    """Points for a whole exercise → its checks, in proportion to their worth."""
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


def keeps_later(store: Store, week: str, student: str, end: datetime) -> bool:
    """Tell whether a student was given more time than this already."""
    given = store.circumstances_of(week, student_on_record(store, week, student)).decided(DecisionKind.EXTENSION)
    return given is not None and given.until is not None and given.until > end


def _later(moment: datetime, due: datetime | None, until: str, zone: ZoneInfo) -> datetime:
    """The new deadline. Raises UsageError for one that gives nobody more time."""
    if due is not None and moment <= due:
        raise UsageError(
            f"--until {until} is not after the week's own deadline, {due.astimezone(zone):%Y-%m-%d %H:%M}. Give a later one."
        )
    return moment


def came_at(folder: Path, when: str) -> datetime:
    """A time of receipt as a person writes it.

    A time in the week's zone, or `on-time`.
    """
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
    store.version(week)
    if not store.maybe_waiting(week):
        return ()
    return tuple(each.student for each in Glances(store).of(week) if each.status is Status.LATENESS_UNKNOWN)


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
