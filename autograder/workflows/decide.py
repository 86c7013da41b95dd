"""A TA's decisions → on record, with the worth before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.grading.decision import refuse_unsound
from autograder.model import (
    Circumstances,
    Decision,
    DecisionKind,
    Event,
    ListedDecision,
    LmsLateness,
    Signed,
    Status,
    WorthChange,
)
from autograder.store.decided import Decided
from autograder.store.glances import Glances
from autograder.submissions.names import canonical
from autograder.text import near_it
from autograder.workflows.lookup import (
    enrolled,
    exercise_on_record,
    in_section,
    of_portal,
    path_on_record,
    refuse_several,
    student_on_record,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from autograder.model import Final, Grade
    from autograder.store.decided import Watermark
    from autograder.store.store import Store


def decide(
    store: Store, *made: Decision, fitting: bool = False, read: Watermark | None = None
) -> tuple[WorthChange, ...]:
    """Keep decisions, all or none → the change of each student's worth.

    Raises RecordError for a student nobody knows, and for taking back what was never decided. `fitting`: students for
    whom a decision cannot be made are left out, unless they are all. `read`: as far as one student's record was known;
    OvertakenError where more has come.
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
    store.decide(*made, read=read)
    return _worth_changes(store, week, before)


def undo(
    store: Store,
    week: str,
    students: Sequence[str],
    *,
    kind: DecisionKind,
    subjects: Sequence[str],
    signed: Signed,
    fitting: bool = False,
    read: Watermark | None = None,
) -> tuple[WorthChange, ...]:
    """Take back the last act of a kind about each student → changes of their worth.

    What stood before stands again, with its author and its reason; `signed` writes that it does. An act is all that one
    person wrote at once, and so undoing twice brings back what was undone. `subjects`: the last act on any of them.
    RecordError for who has none; `fitting`: they are left out, unless they are all.
    """
    whose = dict.fromkeys(student_on_record(store, week, student) for student in students)
    made: dict[str, tuple[Decision, ...]] = {}
    refused: list[RecordError] = []
    for student in whose:
        try:
            made[student] = undone(store, week, student, kind=kind, subjects=subjects, signed=signed)
        except RecordError as error:
            refused.append(error)
    if refused and not (fitting and made):
        raise refused[0]
    before = {student: store.final_of(week, student) for student in made}
    store.decide(*(one for each in made.values() for one in each), signed=signed, read=read)
    return _worth_changes(store, week, before)


def _worth_changes(
    store: Store, week: str, before: Mapping[str, tuple[Grade, Final] | None]
) -> tuple[WorthChange, ...]:
    after = {student: store.final_of(week, student) for student in before}
    return tuple(
        WorthChange(each, *(graded and graded[1] for graded in (before[each], after[each]))) for each in before
    )


def undone(
    store: Store, week: str, student: str, *, kind: DecisionKind, subjects: Sequence[str], signed: Signed
) -> tuple[Decision, ...]:
    """Decisions that take back the last act of a kind on some subjects.

    All the others that this act decided about are among them. Raises RecordError where nothing was decided.
    """
    written = [event for event in Decided(store).of(week, student) if _is_of(event, kind)]
    last = {event.what.subject: event for event in written if isinstance(event.what, Decision)}
    about = [last[subject] for subject in subjects if subject in last]
    if not about:
        raise RecordError(f"{student} has no {kind} decided in {week}: there is nothing to undo.")
    act = _act(max(about, key=lambda event: event.signed.at))
    made = [event.what for event in written if isinstance(event.what, Decision)]
    return tuple(
        _taken_back([one for one in made if one.subject == each], signed)
        for each, event in last.items()
        if _act(event) == act
    )


def _is_of(event: Event, kind: DecisionKind) -> bool:
    return isinstance(event.what, Decision) and event.what.kind is kind


def _act(event: Event) -> tuple[str, datetime]:
    """Who wrote something, and when: what was written at once is one act."""
    return event.signed.by, event.signed.at


def _taken_back(made: Sequence[Decision], signed: Signed) -> Decision:
    """The decision that stands once the last on a subject is undone."""
    last = made[-1]
    if last.withdrawn:
        return _last_taken_back(made)
    before = made[-2] if len(made) > 1 and last.kind is not DecisionKind.COMMENT else last
    return replace(last, signed=signed, withdrawn=True) if before.withdrawn or before == last else before


def _last_taken_back(made: Sequence[Decision]) -> Decision:
    """The decision that the last one took back."""
    stood = [one for one in made[:-1] if not one.withdrawn]
    if made[-1].kind is DecisionKind.COMMENT:
        stood = [*Circumstances(decisions=tuple(made[:-1])).comments(made[-1].subject)] or stood
    if not stood:
        raise RecordError(f"{made[-1].student} has no {made[-1].kind} that could be brought back.")
    return stood[-1]


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
        found = _common(
            found, frozenset(one.id for one in in_section([*enrolled(store, week), *of_portal(store)], section))
        )
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


def decisions(store: Store, week: str) -> tuple[tuple[Signed, ListedDecision], ...]:
    """All decisions of a week in the order they were written, each with who wrote it.

    That is somebody else than who decided where a decision was put back in force.
    """
    names = {student.id: student.name for student in enrolled(store, week)}
    settled, circumstances = store.settled(week), store.circumstances(week)
    listed: list[tuple[Signed, ListedDecision]] = []
    later: set[Decision] = set()
    for event in reversed(Decided(store).week(week)):
        assert isinstance(event.what, Decision), "of decisions nothing else is written"
        decision, known = event.what, circumstances.get(event.what.student, Circumstances())
        stands = decision not in later and _stands(decision, known, settled)
        listed.append((event.signed, ListedDecision(decision, names.get(decision.student, ""), stands)))
        later.add(decision)
    listed.reverse()
    return tuple(sorted(listed, key=lambda each: each[0].at))


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
    refuse_several(store, week, subject, members)
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


def keeps_later(store: Store, week: str, student: str, end: datetime) -> bool:
    """Tell whether a student was given more time than this already."""
    given = store.circumstances_of(week, student_on_record(store, week, student)).decided(DecisionKind.EXTENSION)
    return given is not None and given.until is not None and given.until > end


def of_unknown_time(store: Store, week: str) -> tuple[str, ...]:
    """Students whose work came at a time that nobody knows, which would cost points.

    Without those whose work the LMS calls late: of each of them a person must say by how much.
    """
    store.version(week)
    if not store.maybe_waiting(week):
        return ()
    waiting = tuple(each.student for each in Glances(store).of(week) if each.status is Status.LATENESS_UNKNOWN)
    known = store.circumstances(week, also=waiting)
    return tuple(student for student in waiting if known[student].lms_mark is not LmsLateness.LATE)
