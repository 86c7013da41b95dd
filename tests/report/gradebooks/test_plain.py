"""The formats that need nothing of an LMS: CSV, Excel, Gradescope, nbgrader."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import openpyxl
import pandas as pd
import pytest

from autograder.model import Lateness, Student
from autograder.report.gradebooks import export
from autograder.report.gradebooks.book import first_and_last
from tests.report.builders import assignment, report
from tests.report.gradebooks.lms import REPORTS, ROSTER, WEEK, by_heading, out, rows
from tests.report.people import DUE as PEOPLES_DUE
from tests.report.people import NOW, decision, standing

DUE = datetime(2026, 9, 30, 15, tzinfo=UTC)


def workbook(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def late_report():
    one = report("202100001")
    assert one.submission
    return replace(one, submission=replace(one.submission, received=datetime(2026, 10, 1, 16, 30, 5, tzinfo=UTC)))


def test_csv_has_a_mark_for_a_double_click_in_korea():
    assert out("csv").startswith(b"\xef\xbb\xbf")


def test_csv_says_who_each_row_is():
    assert list(by_heading(out("csv"))[0])[:3] == ["student_id", "name", "email"]


def test_excel_keeps_an_id_with_leading_zeros():
    sheet = workbook(out("excel", reports=[report("007")], roster=()))
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].number_format) == ("007", "s", "@")


def test_excel_takes_no_name_for_a_formula():
    sheet = workbook(out("excel", reports=[report("1")], roster=(Student("1", "=1+1"),)))
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", "'=1+1")


def test_excel_has_points_as_numbers():
    frame = pd.read_excel(io.BytesIO(out("excel")), dtype={"student_id": str})
    assert frame["total"].tolist() == [23, 21]


def test_excel_and_csv_say_the_same():
    frame = pd.read_excel(io.BytesIO(out("excel")), dtype=str).fillna("")
    assert frame.to_numpy().tolist() == rows(out("csv"))[1:]


def test_gradescope_has_its_four_columns_for_the_assignment():
    assert rows(out("gradescope"))[0] == [
        "First Name",
        "Last Name",
        "SID",
        "Email",
        "week04",
        "week04 - Max Points",
        "week04 - Submission Time",
        "week04 - Lateness (H:M:S)",
    ]


def test_gradescope_writes_lateness_as_a_clock():
    content = export([late_report()], "gradescope", assignment=assignment(due=DUE), roster=ROSTER)
    assert rows(content)[1][-2:] == ["2026-10-01 16:30:05 +0000", "25:30:05"]


def test_nbgrader_has_its_columns():
    assert (
        ",".join(rows(out("nbgrader"))[0])
        == "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score"
    )


def test_nbgrader_scores_add_up():
    found = pd.read_csv(io.BytesIO(out("nbgrader")), dtype={"student_id": str})
    assert (found["raw_score"] - found["late_submission_penalty"]).tolist() == found["score"].tolist()


def test_names_are_taken_apart_only_where_they_say_how():
    names = ("Lovelace, Ada", "Ada Lovelace", "김민준")
    assert [first_and_last(Student("1", name)) for name in names] == [
        ("Ada", "Lovelace"),
        ("Ada", "Lovelace"),
        ("김민준", ""),
    ]


def test_the_roster_knows_names_best():
    assert first_and_last(Student("1", "x y", "", {"First Name": "민준", "Last Name": "김"})) == ("민준", "김")


def test_every_student_has_one_row():
    assert len(rows(out("csv"))) == len(REPORTS) + 1 == len(WEEK.exercises) - 4


# ---------------------------------------------------------------------- lateness, in every gradebook that can say it

LATE = standing(report("202100001"), per_day=0.1)
EXTENDED = standing(report("202100001"), decision("extension", report("202100001"), until=NOW), per_day=0.1)
FIVE_MINUTES_LATER = decision("received", report("202100001"), received=PEOPLES_DUE + timedelta(minutes=5))


def test_csv_and_excel_say_how_late_and_at_which_cost():
    row = by_heading(out("csv", reports=[LATE]))[0]
    assert (row["minutes_late"], row["late_cost"], row["total"]) == ("1440", "2.3", "20.7")


@pytest.mark.parametrize(
    ("form", "told"),
    [("moodle", "Late by 1 d, points off for it: 2.3."), ("moodle-ko", "1일 늦은 제출, 그로 인한 감점: 2.3점.")],
)
def test_feedback_that_an_lms_shows_says_how_late_and_at_which_cost(form, told):
    assert told in out(form, reports=[LATE]).decode()


def test_an_unknown_time_is_an_empty_cell():
    unknown = replace(LATE, lateness=Lateness(unknown=True))
    assert by_heading(out("csv", reports=[unknown]))[0]["minutes_late"] == ""


def test_five_minutes_late_are_five_minutes_everywhere():
    late = standing(report("202100001"), FIVE_MINUTES_LATER, per_day=0.1)
    assert by_heading(out("csv", reports=[late]))[0]["minutes_late"] == "5"
    assert by_heading(out("gradescope", reports=[late]))[0]["week04 - Lateness (H:M:S)"] == "00:05:00"
    assert "Late by 5 min" in out("moodle", reports=[late]).decode()


def test_gradescope_counts_from_the_deadline_that_was_extended():
    at = {"submissions": {"202100001": replace(REPORTS[0].submission, received=NOW)}}
    content = export([EXTENDED], "gradescope", assignment=assignment(due=PEOPLES_DUE), roster=ROSTER, **at)
    assert rows(content)[1][-1] == "00:00:00"
