"""A check fixed after grading: seen first, then applied, with what people decided intact."""

from __future__ import annotations

import csv

import pytest

from tests.cli.courses import CHECKS, CLASS, change, grade, of_class

FIXED = ("assert mine.epochs == 30", "assert mine.epochs == 31")


def moves(found):
    return {one["student"]: (one["before"], one["after"]) for one in found["moves"]}


def totals(ta, out):
    ta("export", "week01", "--format", "csv", "--out", out)
    with out.open(encoding="utf-8-sig") as file:
        return {row["student_id"]: float(row["total"]) for row in csv.DictReader(file)}


def test_a_dry_run_shows_who_moves_and_because_of_what(ta, graded):
    change(graded, *FIXED)
    _, found, _ = ta("regrade", "week01", "--dry-run", "--json")
    causes = {(cause["change"], cause["name"]) for one in found["moves"] for cause in one["causes"]}
    assert (moves(found)["2024-0001"], causes) == ((9.0, 8.0), {("check", "fit.epochs")})


def test_a_dry_run_writes_nothing(ta, graded, tmp_path):
    before = totals(ta, tmp_path / "before.csv")
    change(graded, *FIXED)
    ta("regrade", "week01", "--dry-run")
    assert totals(ta, tmp_path / "after.csv") == before


def test_what_is_applied_is_what_the_dry_run_showed(ta, graded, tmp_path):
    change(graded, *FIXED)
    told = moves(ta("regrade", "week01", "--dry-run", "--json")[1])
    ta("regrade", "week01", "--why", "one epoch more")
    assert totals(ta, tmp_path / "after.csv") == {student: after for student, (_, after) in told.items()}


def test_points_by_hand_survive(ta, graded, tmp_path):
    ta("override", "week01", "2024-0001", "fit.epochs", "--points", "1", "--why", "seen")
    change(graded, *FIXED)
    ta("regrade", "week01")
    assert totals(ta, tmp_path / "after.csv") == {"2024-0001": 9.0, "2024-0002": 6.0, "2024-0003": 7.0}


def test_regrading_twice_moves_nobody(ta, graded):
    change(graded, *FIXED)
    ta("regrade", "week01")
    assert moves(ta("regrade", "week01", "--json")[1]) == {}


def test_points_alone_need_no_judge(ta, graded):
    change(graded, "@pytest.mark.points(1)", "@pytest.mark.points(3)")
    assert moves(ta("regrade", "week01", "--dry-run", "--json")[1])["2024-0001"] == (9.0, 11.0)


MSE = "assert mine.returned == close(solution.mse(data.y, data.yhat))"
SUMMED = MSE.replace("data.yhat))", "data.yhat) * len(data.y))")


@pytest.mark.parametrize("edits", [(MSE, "assert mine.returned != 0"), (MSE, SUMMED)])
def test_a_regrade_gives_what_grading_afresh_gives(ta, graded, edits):
    """rmse calls mse: what it is worth hangs on mse's verdict, though nothing of rmse changed."""
    for _ in range(graded.joinpath(CHECKS).read_text("utf-8").count(edits[0])):
        change(graded, *edits)
    found = moves(ta("regrade", "week01", "--dry-run", "--json")[1])
    afresh = grade(graded, *of_class(), where=graded / "afresh.db")
    assert {student: now for student, (_, now) in found.items()} == {one: afresh[one].points for one in found}


def test_after_the_solution_changed_a_regrade_gives_what_grading_afresh_gives(ta, graded):
    """Judged again is what rests on the function, directly or through another: fit and rmse call mse."""
    change(graded, "torch.mean((y - yhat) ** 2)", "torch.sum((y - yhat) ** 2)", "solutions/week01/regression.py")
    found = moves(ta("regrade", "week01", "--dry-run", "--json")[1])
    afresh = grade(graded, *of_class(), where=graded / "afresh.db")
    before = {student: was for student, (was, _) in found.items()}
    assert found == {student: (before[student], afresh[student].points) for student in CLASS}


def test_where_the_probes_changed_students_stay_as_they_are_unless_run(ta, graded):
    change(graded, "epochs=5", "epochs=6", "solutions/week01/probes.py")
    found = ta("regrade", "week01", "--no-run", "--dry-run", "--json")[1]
    assert found["stale"] == ["2024-0001", "2024-0002", "2024-0003"]


@pytest.mark.slow
@pytest.mark.real
def test_where_the_probes_changed_student_code_runs_again_and_it_says_so(ta, graded):
    change(graded, "epochs=5", "epochs=6", "solutions/week01/probes.py")
    (graded / "solutions/week01/regression.py").touch()
    _, told, _ = ta("regrade", "week01", "--trusted-only", "--lang", "en")
    assert "Ran again, because what is asked of the work has changed: 3" in told


def test_the_pages_are_written_again(ta, graded):
    change(graded, *FIXED)
    ta("regrade", "week01", "--out", graded / "out")
    assert sorted(path.name for path in (graded / "out").iterdir()) == [
        "feedback",
        "grades.csv",
        "grades.json",
        "index.html",
        "reconciliation.csv",
    ]


def test_a_changed_week_is_named_until_it_is_regraded(ta, graded):
    change(graded, *FIXED)
    assert "has changed since it was graded" in ta("export", "week01", "--format", "csv", "--out", graded / "x.csv")[2]


def test_students_are_shown_what_is_new_to_them_once(ta):
    shown = ta("publish", "week01", "--json")[1]["shown"]
    assert (shown, ta("publish", "week01", "--json")[1]["shown"]) == (["2024-0001", "2024-0002", "2024-0003"], [])


@pytest.fixture
def published(ta, graded):
    """A class that was shown its marks; then a check was changed, and the change published with its pages."""
    ta("publish", "week01")
    change(graded, *FIXED)
    ta("regrade", "week01", "--why", "thirty was one too few", "--by", "kim")
    return ta("publish", "week01", "--out", graded / "out", "--roster", graded / "roster.csv", "--lang", "en")


@pytest.mark.usefixtures("published")
def test_a_changed_mark_is_on_its_students_page_with_the_reason(graded):
    page = (graded / "out/feedback/2024-0001.html").read_text("utf-8")
    told = page[page.index('class="news"') :]
    assert [part in told for part in ("9 → 8 points.", "the check itself", "thirty was one too few", "by kim")] == [
        True
    ] * 4


@pytest.mark.usefixtures("published")
def test_what_changed_can_be_mailed_in_both_languages(graded):
    with (graded / "out/news.csv").open(encoding="utf-8-sig") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert (rows["2024-0001"]["name"], rows["2024-0001"]["ko"], rows["2024-0001"]["en"]) == (
        "김하나",
        "week01: 9점 → 8점. 바뀐 것: 채점 항목 자체. “thirty was one too few” (kim)",
        "week01: 9 → 8 points. What changed: the check itself. “thirty was one too few” (kim)",
    )


def test_a_change_is_seen_before_it_is_published(ta, graded):
    """A dry run tells the TA what students would read, and shows them nothing."""
    ta("publish", "week01")
    change(graded, *FIXED)
    ta("regrade", "week01")
    told = ta("publish", "week01", "--dry-run", "--lang", "en")[1]
    assert ("2024-0001  9 → 8 points" in told, len(ta("publish", "week01", "--json")[1]["shown"])) == (True, 3)


def test_points_by_hand_are_told_with_the_words_of_whoever_gave_them(ta, graded):
    ta("publish", "week01")
    ta("override", "week01", "2024-0002", "mse.averages", "--points", "1", "--why", "right on paper", "--by", "lee")
    shown = ta("publish", "week01", "--out", graded / "out", "--lang", "en")[1]
    page = (graded / "out/feedback/2024-0002.html").read_text("utf-8")
    assert ("“right on paper” (lee)" in shown, page.count("right on paper")) == (True, 2)


def test_an_interruption_says_how_far_it_came_what_of_it_stands_and_how_to_begin_again(ta, graded, monkeypatch):
    """An interrupted regrade applies nothing; the command to type again is written out."""

    def pressed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.workflows.regrade.rejudged", pressed)
    monkeypatch.setattr("sys.argv", ["autograder", "regrade", "week01"])
    change(graded, *FIXED)
    code, _, err = ta("regrade", "week01", "--lang", "en")
    assert code == 130
    assert "nothing of it was applied" in err
    assert "autograder regrade week01" in err
