"""grades.csv and grades.json: a fixed interface, the same bytes for the same reports."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from autograder.model import Lateness, Outcome, Status
from autograder.report.grades import grades_csv, grades_json
from tests.report.builders import assignment, classroom, failed, many_wrongs, report, verdict
from tests.report.golden import matches
from tests.report.people import standing

WEEK = assignment()


def rows(reports) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(grades_csv(reports, WEEK).decode("utf-8-sig"), newline="")))


def read(reports) -> dict:
    return json.loads(grades_json(reports, WEEK))


def test_csv_has_one_column_an_exercise_between_id_and_total():
    names = [exercise.name for exercise in WEEK.exercises]
    assert list(rows([report()])[0]) == ["student_id", *names, "total", "max", "status", "minutes_late", "late_cost"]


def test_csv_begins_with_a_byte_order_mark():
    assert grades_csv([report()], WEEK).startswith(b"\xef\xbb\xbf")


def test_who_handed_nothing_in_has_nothing_of_what_could_be_had():
    row = rows([report(status=Status.MISSING)])[0]
    assert (row["total"], row["max"], row["status"]) == ("0", "23", "missing")


def test_an_id_with_leading_zeros_keeps_them():
    assert rows([report("007")])[0]["student_id"] == "007"


def test_an_id_that_is_a_formula_is_none_any_more():
    assert rows([report("=1+1")])[0]["student_id"] == "'=1+1"


def test_json_has_the_fields_of_the_fixed_interface():
    found = read([many_wrongs()])
    one = found["reports"][0]
    first = one["exercises"][1]["checks"][0]
    assert (list(found), list(one), list(one["exercises"][0]), list(first)) == (
        ["format", "week", "provenance", "reports"],
        ["student_id", "status", "points", "out_of", "exercises", "late"],
        ["name", "points", "out_of", "checks"],
        ["name", "outcome", "points", "out_of", "mistake", "epoch", "step", "message"],
    )


def test_json_names_the_mistake():
    found = failed("mse.value", got="2", expected="1", mistakes=("mse__sums_instead_of_averaging",))
    assert (
        read([report("s", found)])["reports"][0]["exercises"][1]["checks"][0]["mistake"]
        == "mse__sums_instead_of_averaging"
    )


def test_json_counts_epochs_from_zero_as_the_tape_does():
    found = failed("fit_mse.step3_gradient", quantity="gradient.What", epoch=0, got="1", expected="2")
    checks = {each["name"]: each for each in read([report("s", found)])["reports"][0]["exercises"][3]["checks"]}
    assert checks["fit_mse.step3_gradient"]["epoch"] == 0


def test_one_check_of_ours_makes_a_report_ungraded():
    assert read([report("s", verdict("mse.value", Outcome.UNGRADED))])["reports"][0]["status"] == "ungraded"


def test_points_without_fraction_are_written_without():
    assert b'"points": 2,' in grades_json([report()], WEEK)


def test_the_order_in_which_reports_come_does_not_matter():
    reports = classroom(30)
    assert grades_json(reports, WEEK) == grades_json(reports[::-1], WEEK)


def test_reports_made_in_two_ways_name_both():
    both = [report("a"), report("b", isolation="trusted-only")]
    assert read(both)["provenance"]["isolation"] == ["full", "trusted-only"]


def test_nobody_gives_empty_files():
    assert (rows([]), read([])["reports"]) == ([], [])


def test_grades_json_is_as_it_was_looked_at():
    assert matches("grades.json", grades_json([many_wrongs(), report(status=Status.MISSING)], WEEK))


def test_grades_csv_is_as_it_was_looked_at():
    assert matches("grades.csv", grades_csv([many_wrongs(), report(status=Status.MISSING)], WEEK))


def test_csv_and_json_say_how_late_and_at_which_cost():
    """A day late at a tenth: 23 points become 20.7."""
    late = standing(report(), per_day=0.1)
    row = rows([late])[0]
    assert (row["minutes_late"], row["late_cost"]) == ("1440", "2.3")
    assert read([late])["reports"][0]["late"] == {"minutes": 1440, "cost": 2.3}


def test_an_unknown_time_is_not_said_to_be_no_minute_late():
    unknown = replace(standing(report(), per_day=0.0), lateness=Lateness(unknown=True, marked=True))
    assert rows([unknown])[0]["minutes_late"] == ""
    assert read([unknown])["reports"][0]["late"] == {"minutes": None, "cost": 0}


@pytest.mark.parametrize("status", [Status.UNREAD, Status.UNOWNED])
def test_what_nobody_could_read_or_is_known_to_own_is_no_zero(status):
    """Blank in the table, which people sum up and send; in JSON the status stands beside the number that scripts expect."""
    names = [exercise.name for exercise in WEEK.exercises]
    grade = replace(report(status=status), marks=())
    (row,), (told,) = rows([grade]), read([grade])["reports"]
    assert ({row[name] for name in (*names, "total")}, row["status"]) == ({""}, status)
    assert (told["status"], told["points"]) == (status, 0)


def test_of_what_is_read_in_part_the_rest_has_its_points():
    waiting = verdict("sigmoid.value", Outcome.UNGRADED)
    (row,) = rows([report("1", verdict("mse.value"), waiting)])
    assert (row["mse"], row["sigmoid"], row["total"]) == ("1", "", "")
