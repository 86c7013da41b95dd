"""What Canvas's importer accepts, and that a filled export keeps what only Canvas knows."""

from __future__ import annotations

import pytest

from autograder.errors import RecordError
from autograder.model import Student
from autograder.report.gradebooks import written
from tests.report.builders import report
from tests.report.gradebooks.lms import REPORTS, ROSTER, WEEK, by_heading, out, rows

TEMPLATE = """Student,ID,SIS User ID,SIS Login ID,Section,week03 (811),week04 (812),Current Score,Final Score
,,,,,Manual Posting,,(read only),(read only)
    Points Possible,,,,,10,23,(read only),(read only)
"김, 민준",5001,202100001,minjun,DL-01,9,,90,45
"Lee, Seoyeon",5002,202100002,seoyeon,DL-01,8,,80,40
"Student, Test",5999,,abc123,DL-01,,,,
"""


def test_the_header_is_one_canvas_knows():
    """Its importer looks for Student and ID, and takes Section as the last column about the student."""
    header = rows(out("canvas"))[0]
    assert (header[0], header[1], header[4], header[5:]) == ("Student", "ID", "Section", ["week04"])


def test_the_second_row_holds_the_points_possible():
    assert rows(out("canvas"))[1] == ["    Points Possible", "", "", "", "", "23.00"]


def test_points_have_two_decimals():
    assert [line["week04"] for line in by_heading(out("canvas"))][1:] == ["23.00", "21.00"]


def test_a_filled_export_keeps_canvas_own_ids_and_column(tmp_path):
    found = by_heading(out("canvas", TEMPLATE, tmp_path))
    assert [(line["ID"], line["week04 (812)"]) for line in found] == [
        ("", "23.00"),
        ("5001", "23.00"),
        ("5002", "21.00"),
        ("5999", ""),
    ]


def test_other_assignments_and_totals_stay_behind(tmp_path):
    """Uploading them again could only undo what someone changed meanwhile."""
    assert rows(out("canvas", TEMPLATE, tmp_path))[0][5:] == ["week04 (812)"]


def test_what_was_written_can_be_filled_in_again(tmp_path):
    once = out("canvas", TEMPLATE, tmp_path)
    assert out("canvas", once, tmp_path) == once


def test_a_semicolon_export_stays_one(tmp_path):
    template = (
        TEMPLATE.replace('"김, 민준"', "김민준")
        .replace('"Lee, Seoyeon"', "Lee")
        .replace('"Student, Test"', "Test")
        .replace(",", ";")
    )
    assert b"5001;202100001;minjun" in out("canvas", template, tmp_path)


def test_a_week_without_a_column_gets_a_new_one(tmp_path):
    assert rows(out("canvas", TEMPLATE.replace("week04 (812)", "quiz (812)"), tmp_path))[0][5:] == ["week04"]


def test_another_maximum_is_refused_with_its_line_and_column(tmp_path):
    with pytest.raises(
        RecordError,
        match=r"gradebook.csv, line 3, column 'week04 \(812\)': the maximum is 100, but the week is worth 23",
    ):
        out("canvas", TEMPLATE.replace(",10,23,", ",10,100,"), tmp_path)


def test_a_graded_student_without_a_row_holds_nobody_up(tmp_path):
    template = TEMPLATE.replace("202100002", "209999999")
    assert "23.00" in [row["week04 (812)"] for row in by_heading(out("canvas", template, tmp_path))]
    given = {"assignment": WEEK, "roster": ROSTER, "template": tmp_path / "gradebook.csv"}
    assert written(REPORTS, "canvas", **given).left_out == ("202100002",)


def test_the_gradebook_of_another_course_is_refused(tmp_path):
    with pytest.raises(
        RecordError, match=r"gradebook.csv: no row for 202100001 .*; looked .* in columns 'ID', 'SIS User ID'"
    ):
        out("canvas", TEMPLATE.replace("20210000", "20999999"), tmp_path)


def test_a_student_with_two_rows_is_refused(tmp_path):
    with pytest.raises(RecordError, match=r"line 5: 202100001 .* has a row already, on line 4"):
        out("canvas", TEMPLATE.replace("5002,202100002", "5002,202100001"), tmp_path)


def test_a_row_that_fits_two_students_is_refused(tmp_path):
    with pytest.raises(RecordError, match=r"line 4.*they fit 202100001 and 202100002"):
        out("canvas", TEMPLATE.replace("202100001,minjun", "202100001,s2@example.ac.kr"), tmp_path)


@pytest.mark.parametrize(
    "resaved",
    [
        lambda text: "sep=,\r\n" + text,
        lambda text: text.replace(",8,,80,40", ",8,,80"),  # blank cells at the end left out
        lambda text: text.replace(",8,,80,40", ",8,,80,40,,"),
        lambda text: text.replace("Lee, Seoyeon", "Núñez, Seoyeon").encode("cp1252", "ignore"),
    ],
    ids=["separator", "short", "long", "windows"],
)
def test_a_template_that_a_spreadsheet_saved_again_is_filled_all_the_same(tmp_path, resaved):
    filled = out("canvas", resaved(TEMPLATE), tmp_path)
    assert ["5002", "21.00"] in [[line[1], line[-1]] for line in rows(filled)]


def test_a_torn_row_is_refused(tmp_path):
    with pytest.raises(RecordError, match="line 5: 2 columns instead of 9"):
        out("canvas", TEMPLATE.replace('"Lee, Seoyeon",5002,202100002,seoyeon,DL-01,8,,80,40', "Lee,5002"), tmp_path)


def test_a_table_of_something_else_is_refused(tmp_path):
    with pytest.raises(RecordError, match="line 1: no column is named Student"):
        out("canvas", "a,b\n1,2\n", tmp_path)


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(RecordError, match="is empty"):
        out("canvas", "", tmp_path)


def test_a_name_finds_its_row_where_ids_are_missing(tmp_path):
    template = TEMPLATE.replace("202100001,minjun", ",").replace('"김, 민준"', "이서연")
    assert by_heading(out("canvas", template, tmp_path))[1]["week04 (812)"] == "23.00"


def test_a_name_that_two_share_finds_nobody(tmp_path):
    template = TEMPLATE.replace("202100001,minjun", ",").replace('"김, 민준"', "이서연")
    twins = (Student("202100001", "이서연"), Student("202100002", "이서연"))
    out("canvas", template, tmp_path, roster=twins)
    given = {"assignment": WEEK, "roster": twins, "template": tmp_path / "gradebook.csv"}
    assert written(REPORTS, "canvas", **given).left_out == ("202100001",)


def test_the_roster_may_know_canvas_own_ids():
    listed = (Student("1", "Ada", "", {"ID": "5001", "Section": "DL-01"}),)
    assert rows(out("canvas", reports=[report("1")], roster=listed))[2][:2] == ["Ada", "5001"]
