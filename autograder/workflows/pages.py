"""A week on record → its pages and gradebooks, written again as they stand now. No student code, no judging."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.grading.symptoms import symptoms
from autograder.model import Assignment, Circumstances, Fate, Final, Grade, Received, Student, Submission
from autograder.workflows import worth
from autograder.workflows.feedback import Press

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.judge import Judge
    from autograder.model import Publication
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """A week as it was graded: the version in force, which may be older than the week's folder."""

    assignment: Assignment
    changed: bool  # the folder is not what the marks rest on: a regrade would show what that does


def in_force(assignment: Assignment, store: Store) -> Opened:
    """The week with the checks, deadline and late rule that its marks rest on."""
    version = store.version(assignment.week)
    held = replace(assignment, checks=version.checks, due=version.due, late=version.late)
    return Opened(held, version.digest != assignment.digest)


def write(store: Store, judge: Judge, out: Path, *, roster: Sequence[Student] = ()) -> list[Final]:
    """All pages of a week, as `grade` writes them, with every decision that was made since."""
    from autograder.report.pages import write_class

    assignment = in_force(judge.assignment, store).assignment
    students = {student.id: student for student in roster}
    press = Press(out, assignment, judge, students, store.published(assignment.week))
    circumstances = store.circumstances(assignment.week)
    finals: list[Final] = []
    files: list[Received] = []
    for report in _reports(store, assignment, roster, tapes=True):
        decided = circumstances.get(report.student, Circumstances())
        finals.append(worth.valued(assignment, report, decided))
        press.page(report, finals[-1], decided)
        files += report.submission.files if report.submission else ()
    groups = symptoms(finals)
    listed = [*files, *_of_nobody(out / "reconciliation.csv", {file.path for file in files})]
    costs = store.costs(assignment.week)
    write_class(out, finals, assignment=assignment, groups=groups, files=listed, roster=roster, costs=costs)
    return finals


def write_news(
    store: Store, judge: Judge, out: Path, shown: Sequence[Publication], *, roster: Sequence[Student] = ()
) -> None:
    """The pages of those who were shown something, and news.csv: what to tell each of them."""
    from autograder.files import write_file
    from autograder.report.pages import news_csv

    assignment = in_force(judge.assignment, store).assignment
    students = {student.id: student for student in roster}
    press = Press(out, assignment, judge, students, store.published(assignment.week))
    circumstances, wanted = store.circumstances(assignment.week), {one.student for one in shown}
    for report in store.grades(assignment.week):
        if report.student in wanted:
            decided = circumstances.get(report.student, Circumstances())
            taped = replace(report, recording=store.tapes(assignment.week, report.student))
            press.page(taped, worth.valued(assignment, report, decided), decided)
    write_file(out / "news.csv", news_csv(shown, assignment.week, students))


def gradebook(
    store: Store, assignment: Assignment, form: str, *, template: Path | None = None, roster: Sequence[Student] = ()
) -> bytes:
    """What every student is worth, in the form of an LMS."""
    from autograder.report.gradebooks import export

    finals, work = valued(store, assignment, roster=roster)
    return export(finals, form, assignment=assignment, roster=roster, template=template, submissions=work)


def valued(
    store: Store, assignment: Assignment, *, roster: Sequence[Student] = ()
) -> tuple[list[Final], dict[str, Submission]]:
    """What every student is worth, decisions and late rule applied, and by student the work it rests on."""
    circumstances = store.circumstances(assignment.week)
    finals: list[Final] = []
    work: dict[str, Submission] = {}
    for report in _reports(store, assignment, roster):
        finals.append(worth.valued(assignment, report, circumstances.get(report.student, Circumstances())))
        if report.submission:
            work[report.student] = report.submission
    return finals, work


def _reports(
    store: Store, assignment: Assignment, roster: Sequence[Student], *, tapes: bool = False
) -> Iterator[Grade]:
    """Those on record, and those on the roster who are not. One at a time: tapes are large."""
    seen = set()
    for report in store.grades(assignment.week, tapes=tapes):
        seen.add(report.student)
        yield report
    yield from (worth.missing(assignment, one.id, "") for one in roster if one.id not in seen)


def _of_nobody(path: Path, known: set[str]) -> Iterator[Received]:
    """Files that belong to no report are on record nowhere but in the reconciliation that `grade` wrote."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if (
                row.get("path")
                and row["path"] not in known
                and not row.get("student")
                and row.get("fate") in list(Fate)
            ):
                parts = {name: row.get(name) or "" for name in ("student", "reason", "detail", "likely")}
                yield Received(row["path"], Fate(row["fate"]), **parts)
