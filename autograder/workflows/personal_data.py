"""A student → everything kept of them as a zip; or a record without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from autograder.errors import RecordError
from autograder.files import zipped
from autograder.grading.redaction import without_expected
from autograder.model import COURSE_ZONE, Decision, DecisionKind, Event, Grade, Look
from autograder.report.messages.events import happened
from autograder.store.forgetting import Forgetting
from autograder.store.identities import Identities
from autograder.store.looks import Looks
from autograder.store.members import Members
from autograder.store.uploads import Uploads
from autograder.text import near_it
from autograder.workflows.opening import Weeks, open_store
from autograder.workflows.showing import showing

if TYPE_CHECKING:
    from autograder.model import Assignment, Upload
    from autograder.store.store import Store

Signature = TypeVar("Signature", Event, Look)


def personal_data(student: str, *, course: Path, store: str | None, now: datetime) -> bytes:
    """The zip of a student. Raises RecordError for somebody of whom nothing is kept."""
    weeks = Weeks(course)
    with open_store(store, course) as record:
        return data_of(record, [weeks.week(name) for name in weeks.names], student, now=now)


def data_of(
    store: Store, assignments: Sequence[Assignment], student: str, *, now: datetime, staff_as: str = ""
) -> bytes:
    """The zip of a student: data.json, and every file as it was handed in.

    Of a result only as much as its student may read now. `staff_as`: instead of the names of who decided.
    """
    uploads, members, known = Uploads(store), Members(store), {each.week: each for each in assignments}
    kept = uploads.weeks_of(student)
    sent = [upload for week in kept for upload in uploads.attempts(week, student)]
    told = {
        "format": 1,
        "student": student,
        "at": now,
        "member": members.member(student),
        "accounts": Identities(store).accounts(student),
        "uploads": sent,
        "second_looks": [
            replace(look, answered_by=staff_as or look.answered_by) for look in members.second_looks(student=student)
        ],
        "weeks": {week: _week(store, each, student, now, staff_as=staff_as) for week, each in known.items()}
        | {week: _lost_week(store, week, student, staff_as=staff_as) for week in kept if week not in known},
    }
    if told["member"] is None and not kept:
        raise RecordError(f"{store.name} holds nothing of {student}. Check the student id.")
    files = {"data.json": msgspec.json.format(msgspec.json.encode(told))}
    for upload in sent:
        files |= _files(uploads, upload)
    return zipped(files)


def _week(store: Store, assignment: Assignment, student: str, now: datetime, *, staff_as: str) -> dict[str, object]:
    """A week's history in words, its looks and, where it may be read, its marks."""
    shown, found = showing(store, assignment, student, now), store.final_of(assignment.week, student)
    told: dict[str, object] = {
        "history": [
            happened(_signed_as(event, student, staff_as), zone=assignment.zone, language="en")
            for event in store.history(assignment.week, student)
            if shown.readable or not _tells_points(event.what)
        ],
        "looks": [_signed_as(look, student, staff_as) for look in Looks(store).of(assignment.week, student)],
    }
    if found and shown.readable:
        grade, final = found
        marks = grade.marks if shown.expected else without_expected(grade).marks
        told |= {"points": final.points, "out_of": final.out_of, "status": final.status, "marks": marks}
    return told


def _lost_week(store: Store, week: str, student: str, *, staff_as: str) -> dict[str, object]:
    """A week without its folder, which says how far feedback goes.

    Its history, and the marks that were published.
    """
    told: dict[str, object] = {
        "history": [
            happened(_signed_as(event, student, staff_as), zone=COURSE_ZONE, language="en")
            for event in store.history(week, student)
            if not _tells_points(event.what)
        ],
        "looks": [_signed_as(look, student, staff_as) for look in Looks(store).of(week, student)],
    }
    if published := store.published(week).shown.get(student) if store.students(week) else None:
        final = published[-1].final
        told |= {"points": final.points, "out_of": final.out_of, "status": final.status}
    return told


def _signed_as(signed: Signature, student: str, by: str) -> Signature:
    """The same, done by `by` if anybody but the student did it."""
    own = not by or signed.signed.by in {student, "autograder"}
    if by and isinstance(signed, Event) and isinstance(signed.what, Decision):
        made = replace(signed.what, signed=replace(signed.what.signed, by=by))
        signed = replace(signed, what=made)
    return signed if own else replace(signed, signed=replace(signed.signed, by=by))


def _tells_points(what: object) -> bool:
    by_hand = isinstance(what, Decision) and what.kind is DecisionKind.POINTS
    return by_hand or isinstance(what, Grade)


def _files(uploads: Uploads, upload: Upload) -> dict[str, bytes]:
    folder = f"{upload.week}/{upload.id}"
    named = {f"{folder}/{name}": content for name, content in uploads.contents_of(upload.id).items()}
    return {**named, f"{folder}/receipt.json": upload.receipt.encode()}


def forget(student: str, *, course: Path, store: str | None, dry_run: bool = False) -> Mapping[str, int]:
    """Take all of a student out of the record → rows by table.

    Raises RecordError for somebody of whom nothing is kept.
    """
    with open_store(store, course) as record:
        forgetting = Forgetting(record)
        held = forgetting.holds(student)
        if not held:
            raise RecordError(f"{record.name} holds nothing of {student}.{near_it(student, _known(record))}")
        return held if dry_run else forgetting.forget(student)


def forget_idle(
    days: int, *, course: Path, store: str | None, now: datetime, dry_run: bool = False
) -> Mapping[str, Mapping[str, int]]:
    """Forget everybody of whom nothing new came for so many days → rows by student."""
    with open_store(store, course) as record:
        forgetting = Forgetting(record)
        idle = forgetting.idle_since(now - timedelta(days=days))
        return {student: forgetting.holds(student) if dry_run else forgetting.forget(student) for student in idle}


def _known(store: Store) -> list[str]:
    return sorted({student for week in store.intakes() for student in store.students(week.week)})
