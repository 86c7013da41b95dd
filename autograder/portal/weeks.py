"""The calendar of the course: weeks, their audits, releases and publications."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.responses import Response

from autograder.errors import InstructorError
from autograder.model import LANGUAGES
from autograder.portal.asking import again
from autograder.portal.rendering import clock, html, one_zone, see
from autograder.portal.seen import SeenStudent, seen, shown, signed
from autograder.portal.student import assignments, opened
from autograder.report import gradebooks
from autograder.report.messages.catalog import pick, say
from autograder.report.messages.events import written_words
from autograder.store.glances import Glances
from autograder.store.regrades import Regrades
from autograder.workflows import decide
from autograder.workflows.calendar import timetable
from autograder.workflows.handed_out import FileFate, handout_zip, release_preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from autograder.model import Assignment
    from autograder.portal.access import Visit
    from autograder.workflows.audit import SavedAudit

_RELEASE_SECONDS = 300
_DONE_SHOWN = 1000
_NEW_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Done:
    """Something that a person did about a week."""

    at: str
    by: str
    words: str
    why: str
    student: SeenStudent | None = None
    stands: bool = True


def handout(visit: Visit) -> Response:
    """The handout of a week, as it was released."""
    assignment = opened(visit)
    content = handout_zip(assignment.week, visit.course.settings.folder)
    if content is None:
        raise HTTPException(404)
    name = f'attachment; filename="{assignment.week}.zip"'
    return Response(content, media_type="application/zip", headers={"Content-Disposition": name})


def calendar(visit: Visit) -> Response:
    """Every week: where it stands, its dates, its audit, its handout."""
    settings = visit.course.settings
    graded = Glances(visit.course.store).counts()
    entries = {entry.week: entry for entry in timetable(settings.folder, visit.now, graded)}
    zone = one_zone(assignments(visit))
    weeks = [
        (
            entries[each.week],
            pick(each.title, visit.language),
            clock(each.release, ZoneInfo(each.zone), zone_named=zone is None),
            clock(each.due, ZoneInfo(each.zone), zone_named=zone is None),
            _audit(each),
        )
        for each in assignments(visit)
    ]
    return html(visit, "portal/calendar.html.j2", weeks=weeks, zone=zone)


def release(visit: Visit) -> Response:
    """A week's audit, and the changes that a release would make."""
    assignment = opened(visit)
    audit = _audit(assignment)
    points = audit.points if audit else {}
    changes = release_preview(assignment, visit.course.settings.folder, points) if points else ()
    return html(
        visit,
        "portal/release.html.j2",
        week=assignment.week,
        audit=audit,
        previewed=bool(points),
        changes=[each for each in changes if each.change is not FileFate.SAME],
        same=sum(each.change is FileFate.SAME for each in changes),
        refused=any(each.change is FileFate.BY_HAND for each in changes),
        opens=clock(assignment.release, ZoneInfo(assignment.zone)),
        secret={
            "sources": len(assignment.sources),
            "probes": len(assignment.probes),
            "mistakes": len(assignment.mistakes),
            "right": len(assignment.variants),
        },
    )


def release_now(visit: Visit) -> Response:
    """Release a week into assignments/, in a process of its own.

    The solution runs there, never here.
    """
    assignment, folder = opened(visit), visit.course.settings.folder
    there = folder / "assignments" / assignment.week
    command = ["release", assignment.week, "--to", str(there), "--lang", ",".join(LANGUAGES), "--course", str(folder)]
    try:
        ran = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-P", "-m", "autograder", *command],
            capture_output=True,
            text=True,
            timeout=_RELEASE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InstructorError(f"The release of {assignment.week} did not end in {_RELEASE_SECONDS} s.") from None
    if ran.returncode:
        raise InstructorError(
            ran.stderr.strip().removeprefix("autograder: ")[-2000:] or f"The release of {assignment.week} failed."
        )
    return see(f"/class/{assignment.week}/release", "released")


def done(visit: Visit) -> Response:
    """Who did what about a week: decisions and publications, the latest first."""
    assignment, store = opened(visit), visit.course.store
    zone, may = ZoneInfo(assignment.zone), seen(visit)
    listed = [
        (by, each)
        for by, each in decide.decisions(store, assignment.week)
        if not each.decision.student or may(each.decision.student)
    ]
    people = shown(visit, {each.decision.student for _, each in listed if each.decision.student})
    made: list[tuple[datetime, Done]] = [
        (
            by.at,
            Done(
                clock(by.at, zone),
                by.by,
                written_words(by, each.decision, assignment.zone, visit.language),
                by.why,
                people.get(each.decision.student),
                each.stands,
            ),
        )
        for by, each in listed
    ]
    made += _about_all(visit, assignment, zone)
    made.sort(key=lambda each: each[0], reverse=True)
    return html(
        visit,
        "portal/done.html.j2",
        week=assignment.week,
        done=[one for _, one in made[:_DONE_SHOWN]],
        more=max(len(made) - _DONE_SHOWN, 0),
    )


def publish(visit: Visit) -> Response:
    """Who would be shown what is new to them; then the button that shows it."""
    assignment = opened(visit)
    graded = bool(visit.course.store.students(assignment.week))
    new = list(visit.course.store.unpublished(assignment.week, signed(visit, ""))) if graded else []
    new.sort(key=lambda each: each.moved is None)  # stable: first those who saw another mark
    people = shown(visit, [each.student for each in new[:_NEW_SHOWN]])
    return html(
        visit,
        "portal/publish.html.j2",
        week=assignment.week,
        count=len(new),
        forms=sorted(gradebooks.FORMATS),
        feedback=assignment.feedback,
        new=[(people[each.student], each.moved, each.final) for each in new[:_NEW_SHOWN]],
    )


def publish_now(visit: Visit) -> Response:
    """Show every student what is new to them, once it was said to how many."""
    assignment, store = opened(visit), visit.course.store
    count = sum(1 for _ in store.unpublished(assignment.week, signed(visit, "")))
    if count and visit.form.get("sure") != str(count):
        asked = [say("portal.asks.publish", visit.language, count=count)]
        return again(visit, status=409, questions=asked, filled={"sure": str(count)}, about=assignment.week)
    shown_to = len(store.publish(assignment.week, signed(visit, visit.form.get("why", ""))))
    held = sum(each.status.needs_person for each in Glances(store).of(assignment.week))
    return see(f"/class/{assignment.week}/publish", "published", shown_to, held)


def _about_all(visit: Visit, assignment: Assignment, zone: ZoneInfo) -> Iterator[tuple[datetime, Done]]:
    """Publications, regrades and changed checks of a week: each once, with who did it."""
    store, week = visit.course.store, assignment.week
    if not store.students(week):
        return
    moved, published = dict(Regrades(store).applied(week)), store.published(week)
    shown_so_far = {each.signed for many in published.shown.values() for each in many}
    said = [(signed, "") for signed in shown_so_far]
    said += [(by, say("portal.done.regraded", visit.language, count=count)) for by, count in moved.items()]
    said += [(by, say("portal.done.adopted", visit.language)) for by, _ in published.adopted[1:] if by not in moved]
    for by, words in said:
        yield by.at, Done(clock(by.at, zone), by.by, words, by.why)


def _audit(assignment: Assignment) -> SavedAudit | None:
    from autograder.workflows.audit import saved_audit  # noqa: PLC0415 - torch, for instructors alone

    return saved_audit(assignment)
