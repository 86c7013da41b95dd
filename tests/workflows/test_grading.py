"""The main job on real input: the sample class, graded by the command line as a TA would."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.real]
COURSE = Path(__file__).parents[2]
RIGHT = ("20220101", "20220108", "20220114", "20220117", "20220118", "20220119", "20220122")
BARE_LOOPS = ("fit_sse", "fit_mse", "fit_net", "fit_sgd", "fit_what_sgd", "fit_b_w_sgd", "fit_logistic_mse")


def grade(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", "grade", "week04", *map(str, arguments)]
    return subprocess.run(command, cwd=COURSE, capture_output=True, text=True, check=False, timeout=900)


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    subprocess.run([sys.executable, COURSE / "data" / "make_sample_class.py", folder], check=True)
    done = grade(
        folder / "submissions", "--roster", folder / "roster.csv", "--out", folder / "out", "--store", folder / "ag.db"
    )
    assert done.returncode == 1, done.stderr  # two works wait for a person
    return folder


@pytest.fixture(scope="module")
def reports(graded) -> dict[str, dict]:
    content = json.loads((graded / "out" / "grades.json").read_text("utf-8"))
    return {report["student_id"]: report for report in content["reports"]}


def lost(report) -> dict[str, float]:
    """Points lost, by exercise."""
    return {e["name"]: e["out_of"] - e["points"] for e in report["exercises"] if e["points"] < e["out_of"]}


def mistakes(report) -> set[str]:
    return {check["mistake"] for e in report["exercises"] for check in e["checks"] if check["mistake"]}


@pytest.mark.parametrize("student", RIGHT)
def test_right_work_earns_everything_however_it_was_handed_in(reports, student):
    assert (reports[student]["points"], reports[student]["status"]) == (100, "graded")


@pytest.mark.parametrize("student", ["20220102", "20220123"])
def test_an_untouched_and_an_empty_submission_earn_nothing(reports, student):
    assert reports[student]["points"] == 0


def test_a_notebook_that_nobody_could_read_has_no_points_at_all(graded, reports):
    """Not even a zero: a person must look."""
    with (graded / "out" / "grades.csv").open(encoding="utf-8-sig") as file:
        totals = {row["student_id"]: row["total"] for row in csv.DictReader(file)}
    assert (totals["20220120"], reports["20220120"]["status"]) == ("", "unread")


def test_who_handed_in_nothing_is_missing(reports):
    assert reports["20220124"]["status"] == "missing"


def test_the_lectures_bare_loops_earn_the_points_of_those_loops(reports):
    earned = {e["name"]: e["points"] for e in reports["20220103"]["exercises"] if e["points"]}
    assert earned == {e["name"]: e["out_of"] for e in reports["20220101"]["exercises"] if e["name"] in BARE_LOOPS}


@pytest.mark.parametrize(
    ("student", "exercises", "named"),
    [
        ("20220105", {"mse", "fit_mse"}, {"mse__sums_instead_of_averaging", "fit_mse__sums"}),
        ("20220106", {"update", "fit_sse", "fit_mse"}, None),
        ("20220107", {"fit_sse", "fit_mse"}, None),
        ("20220109", {"mse"}, set()),
        ("20220110", {"yhat"}, set()),
        ("20220111", {"sigmoid"}, None),
        ("20220112", {"sse"}, set()),
        ("20220115", {"matmul_any"}, None),
        ("20220116", {"residual"}, None),
    ],
)
def test_a_mistake_costs_its_own_exercise_and_is_named(reports, student, exercises, named):
    assert set(lost(reports[student])) == exercises
    assert named is None or mistakes(reports[student]) == named


def test_one_broken_file_does_not_take_the_others_with_it(reports):
    assert set(lost(reports["20220113"])) == {"grid"}
    assert 60 < reports["20220121"]["points"] < 80


def test_every_file_that_came_in_is_accounted_for(graded):
    received = {path.relative_to(graded).as_posix() for path in (graded / "submissions").rglob("*") if path.is_file()}
    with (graded / "out" / "reconciliation.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [row[0] for row in csv.reader(file)][1:]
    assert received <= {path.partition(".zip")[0] + (".zip" if ".zip" in path else "") for path in listed}


def test_every_student_who_handed_in_has_a_page(graded, reports):
    pages = {path.stem for path in (graded / "out" / "feedback").glob("*.html")}
    assert pages >= {student for student, report in reports.items() if report["status"] != "missing"}


def test_no_page_holds_a_line_of_the_solution(graded):
    page = (graded / "out" / "feedback" / "20220102.html").read_text("utf-8")
    assert "torch.mean((y - yhat)" not in page


def test_grading_again_runs_nothing_and_gives_the_same_bytes(graded):
    before = {path.name: path.read_bytes() for path in sorted((graded / "out").rglob("*")) if path.is_file()}
    roster, store = graded / "roster.csv", graded / "ag.db"
    done = grade(graded / "submissions", "--roster", roster, "--out", graded / "again", "--store", store)
    assert done.returncode == 1, done.stderr  # two works wait for a person
    after = {path.name: path.read_bytes() for path in sorted((graded / "again").rglob("*")) if path.is_file()}
    assert {name for name in before if before[name] != after[name]} == set()
