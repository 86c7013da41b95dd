"""A week on record → every student shown what is new to them, and news.csv.

A line to mail to each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.files import write_file
from autograder.model import Circumstances, Publication, Signed, Student
from autograder.report.pages import news_csv
from autograder.store.uploads import Uploads
from autograder.submissions import read_roster
from autograder.workflows.feedback import FeedbackFolder
from autograder.workflows.opening import open_store, open_week, week_in_force
from autograder.workflows.worth import valued

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.store.store import Store


def publish_marks(
    week: str,
    *,
    course: Path,
    signed: Signed,
    dry_run: bool = False,
    out: Path | None = None,
    roster: Path | None = None,
    store: str | None = None,
) -> tuple[Publication, ...]:
    """Show every student what is new → what was shown, or in a dry run would be.

    Nobody is shown the same twice.
    """
    students = read_roster(roster) if roster else ()
    if dry_run or out is None:
        with open_store(store, course) as record:
            return tuple(record.unpublished(week, signed)) if dry_run else record.publish(week, signed)
    with open_store(store, course) as record, open_week(week, course) as (_, judge):
        shown = record.publish(week, signed)
        _write_news(record, judge, out, shown, roster=students)
    return shown


def held_back(week: str, *, course: Path, store: str | None = None) -> tuple[str, ...]:
    """List those who are shown nothing before a person has looked."""
    with open_store(store, course) as record:
        return tuple(final.student for _, final in record.finals(week) if final.status.needs_person)


def _write_news(
    store: Store, judge: Judge, out: Path, shown: Sequence[Publication], *, roster: Sequence[Student] = ()
) -> None:
    """The pages of those who were shown something, and what to tell each of them."""
    assignment = week_in_force(judge.assignment, store).assignment
    by_id = {student.id: student for student in roster}
    pages = FeedbackFolder(out, assignment, judge, by_id, store.published(assignment.week), Uploads(store))
    circumstances, wanted = store.circumstances(assignment.week), {publication.student for publication in shown}
    for grade in store.grades(assignment.week):
        if grade.student in wanted:
            decided = circumstances.get(grade.student, Circumstances())
            taped = replace(grade, recording=store.tapes(assignment.week, grade.student))
            pages.write(taped, valued(assignment, grade, decided), decided)
    write_file(out / "news.csv", news_csv(shown, assignment.week, by_id))
