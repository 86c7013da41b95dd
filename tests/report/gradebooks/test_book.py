"""Who is in a gradebook, and what stops one from being written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.errors import RecordError, UsageError
from autograder.model import Outcome, Status, Student
from autograder.report import gradebooks
from autograder.report.gradebooks import FORMATS, export
from autograder.report.gradebooks.book import book
from tests.report.builders import assignment, classroom, report, roster, verdict
from tests.report.people import DUE, NOW, decision, standing

WEEK = assignment(due=DUE)


def test_what_waits_for_a_person_has_no_number_to_upload():
    rows = book([report("s", verdict("mse.value", Outcome.UNGRADED))], WEEK).rows
    assert [row.points for row in rows] == [None]


def test_who_handed_nothing_in_has_no_number_to_upload():
    """The LMS has a rule of its own for that, and a 0 would hide it."""
    assert [row.points for row in book([report(status=Status.MISSING)], WEEK).rows] == [None]


def test_a_student_who_is_not_on_the_roster_is_left_out_and_named():
    """Who left the course must not hold up the marks of everybody else."""
    made = book([report("202100001"), report("x")], WEEK, roster=roster(3))
    assert ([row.student.id for row in made.rows], made.strangers) == (["202100001"], ("x",))


@pytest.mark.parametrize("waiting", [each for each in Status if each.needs_person])
def test_whatever_waits_for_a_person_is_held_back(waiting):
    assert [row.points for row in book([report("s", status=waiting)], WEEK).rows] == [None]


@pytest.mark.parametrize("form", ["csv", "excel", "nbgrader", "gradescope", "canvas", "moodle", "blackboard-ko"])
def test_no_gradebook_has_points_for_what_waits_for_a_person(form):
    of = {"assignment": WEEK, "roster": roster(1)}
    waiting, zero = (
        export([report("202100001", verdict("mse.value", Outcome.FAILED), status=status)], form, **of)
        for status in (Status.UNREAD, Status.GRADED)
    )
    assert waiting != zero
    assert b",20.0" not in waiting


def test_two_reports_of_one_student_stop_it():
    with pytest.raises(RecordError, match="two reports"):
        book([report("x"), report("x")], WEEK)


def test_a_late_week_goes_out_with_what_the_late_rule_left():
    assert book([standing(report(), per_day=0.1)], WEEK).rows[0].points == 20.7


def test_an_excused_student_has_no_number():
    one = report()
    row = book([standing(one, decision("excuse", one))], WEEK).rows[0]
    assert (row.excused, row.points) == (True, None)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_the_same_bytes_twice(form):
    reports = classroom(5)
    given = {"assignment": WEEK, "roster": roster(5)}
    assert export(reports, form, **given) == export(reports[::-1], form, **given)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_hold_nobody(form):
    assert export([], form, assignment=WEEK)


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"excel", "blackboard-ko"}))
def test_no_name_is_a_formula(form):
    rows = (Student("1", "=HYPERLINK(1)", "+a@b"),)
    text = export([report("1")], form, assignment=WEEK, roster=rows).decode("utf-8-sig")
    assert ",=HYPERLINK" not in f",{text}".replace("\n", ",")


def test_every_module_that_writes_a_format_is_listed():
    """A gradebook is a file and a line: one that nobody listed could not be asked for."""
    modules = {path.stem for path in Path(gradebooks.__file__).parent.glob("*.py")} - {"__init__", "book", "sheet"}
    assert {form.fresh.__module__.rpartition(".")[2] for form in FORMATS.values()} == modules


def test_a_format_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match="'pdf'; there are canvas, moodle"):
        export([], "pdf", assignment=WEEK)


def test_a_file_to_fill_in_is_refused_where_it_would_be_ignored(tmp_path):
    with pytest.raises(UsageError, match="only canvas"):
        export([], "csv", assignment=WEEK, template=tmp_path / "x.csv")


def test_files_are_named_as_the_lms_names_them():
    assert [FORMATS[form].suffix for form in ("canvas", "blackboard-ko", "excel")] == [".csv", ".xls", ".xlsx"]


def test_the_points_of_a_submission_that_came_by_itself_are_dated():
    one = report()
    assert one.submission
    assert book([replace(one, submission=replace(one.submission, received=NOW))], WEEK).rows[0].received == NOW
