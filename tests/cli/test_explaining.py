"""Why points are what they are, what happened, and whether they rest on what was handed in."""

from __future__ import annotations

import json

import pytest

from autograder.model import Source, Submission
from autograder.submissions.assemble import digest
from autograder.submissions.receipt import receipt, to_json
from tests.cli.courses import CLASS, NOW, change, grade, work


@pytest.fixture
def slip(graded):
    """The receipt of a student's work."""
    path = graded / "slip.json"
    path.write_text(to_json(receipt(work("2024-0002", CLASS["2024-0002"]), NOW)), "utf-8")
    return path


def test_a_week_is_explained_from_the_sum_to_what_is_left(ta):
    ta("excuse", "week01", "2024-0001", "--why", "army")
    adjustments = ta("why", "week01", "2024-0001", "--json")[1]["grounds"]
    assert [one["because"] for one in adjustments] == ["earned", "excused"]


def test_a_blocked_check_is_explained_by_the_one_it_waits_for(ta):
    adjustments = ta("why", "week01", "2024-0002", "mse.any_n[other_n]", "--json")[1]["grounds"]
    assert next((one["because"], one["check"]) for one in adjustments) == ("blocked_by", "mse.averages")


@pytest.mark.parametrize("arguments", [("2024-0009",), ("2024-0001", "mse.nothing")])
def test_who_and_what_is_not_there_is_said_with_what_is_near(ta, arguments):
    code, _, err = ta("why", "week01", *arguments)
    assert (code, "Near it" in err) == (1, True)


def test_a_history_holds_work_marks_decisions_and_publications(ta):
    ta("override", "week01", "2024-0002", "--points", "4", "--why", "talked it through")
    ta("publish", "week01")
    events = ta("history", "week01", "2024-0002", "--json")[1]["events"]
    assert [one["what"] for one in events] == ["submission", "report", "decision", "publication"]


def test_a_regrade_is_one_event_that_says_what_it_moved(ta, graded):
    change(graded, "assert mine.epochs == 30", "assert mine.epochs == 31")
    ta("regrade", "week01", "--why", "one epoch more")
    event = ta("history", "week01", "2024-0001", "--json")[1]["events"][-1]
    assert (event["what"], event["why"], event["regrade"]["before"], event["regrade"]["after"]) == (
        "report",
        "one epoch more",
        9.0,
        8.0,
    )
    (regrade,) = ta("why", "week01", "2024-0001", "--json")[1]["regrades"]
    assert [one["check"] for one in regrade["moved"]["checks"]] == ["fit.epochs"]


def test_why_lists_the_checks_that_cost_points(ta):
    lost = ta("why", "week01", "2024-0003", "--json")[1]["lost"]
    assert lost
    assert all(one["points"] < one["out_of"] for one in lost)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_history_is_told_in_both_languages(ta, language):
    ta("extend", "week01", "2024-0002", "--days", "1", "--why", "ill")
    assert len(ta("history", "week01", "2024-0002", "--lang", language)[1].splitlines()) == 3


def test_a_receipt_holds_for_what_was_graded(ta, slip):
    code, found, _ = ta("verify", slip, "--no-run", "--json")
    assert (code, found["graded"], found["files"]) == (0, True, {"regression.py": "same"})


def test_other_work_does_not_hold(ta, slip, graded):
    code, found, _ = ta("verify", slip, "--no-run", "--submission", graded / "in/2024-0001/regression.py", "--json")
    assert (code, found["submission"]) == (1, False)


def test_a_folder_of_several_files_is_one_students_work(ta, graded, tmp_path):
    """Whatever the files are named: no name of theirs is a student's."""
    sources = tuple(Source(name, (CLASS["2024-0001"] + f"\n# {name}\n",)) for name in ("more.py", "regression.py"))
    (tmp_path / "hw").mkdir()
    for source in sources:
        (tmp_path / "hw" / source.name).write_text(source.cells[0], "utf-8")
    handed_in = Submission("2024-0001", "week01", sources, digest(sources), NOW)
    (graded / "slip.json").write_text(to_json(receipt(handed_in, NOW)), "utf-8")
    _, found, _ = ta("verify", graded / "slip.json", "--no-run", "--submission", tmp_path / "hw", "--json")
    assert found["submission"] is True


def test_a_receipt_of_work_that_never_came_does_not_hold(ta, graded):
    slip = graded / "slip.json"
    slip.write_text(to_json(receipt(work("2024-0042", "x = 1\n"), NOW)), "utf-8")
    assert ta("verify", slip, "--no-run")[0] == 1


@pytest.fixture
def signed(ta, graded):
    """A receipt that the course gave for work on record."""
    assert ta("receipts", "week01", "2024-0002", "--out", graded / "receipts")[0] == 0
    return graded / "receipts" / "2024-0002_week01.receipt.json"


def test_a_receipt_of_the_course_is_genuine_and_holds(ta, signed):
    code, found, _ = ta("verify", signed, "--no-run", "--json")
    assert (code, found["signature"], found["holds"]) == (0, "genuine", True)


def test_every_graded_student_gets_one(ta, graded):
    _, found, _ = ta("receipts", "week01", "--out", graded / "all", "--json")
    assert set(found["receipts"]) == {path.name.partition("_")[0] for path in (graded / "all").iterdir()} == set(CLASS)


@pytest.mark.parametrize(("part", "to"), [("at", "2020-01-01T00:00:00Z"), ("issuer", "student"), ("signature", "")])
def test_a_changed_receipt_does_not_hold(ta, signed, part, to):
    signed.write_text(json.dumps(json.loads(signed.read_text("utf-8")) | {part: to}), "utf-8")
    code, found, _ = ta("verify", signed, "--no-run", "--json")
    assert (code, found["signature"], found["holds"]) == (1, "forged", False)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_students_own_receipt_says_that_its_clock_proves_nothing(ta, slip, language):
    code, out, _ = ta("verify", slip, "--no-run", "--lang", language)
    assert (code, {"ko": "증거가 되지 않습니다", "en": "proves nothing"}[language] in out) == (0, True)


@pytest.mark.parametrize("part", ["student", "week"])
def test_a_receipt_never_names_a_place_outside(ta, slip, graded, tmp_path, part):
    """It once named where its work was copied to, and the folder whose probes were run."""
    place = tmp_path / "outside"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "probes.py").write_text(f"open({str(place)!r}, 'w')", "utf-8")
    written = json.loads(slip.read_text("utf-8")) | {part: str(tmp_path / "elsewhere")}
    slip.write_text(json.dumps(written), "utf-8")
    code, _, err = ta("verify", slip, "--submission", graded / "in/2024-0001/regression.py")
    assert (code, "no receipt" in err, place.exists()) == (1, True, False)
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == ["probes.py"]


@pytest.mark.slow
@pytest.mark.real
def test_graded_again_it_gives_the_same_marks(ta, slip):
    code, found, _ = ta("verify", slip, "--trusted-only", "--json")
    assert (code, found["again"]["same"]) == (0, True)


@pytest.mark.slow
@pytest.mark.real
def test_a_week_that_changed_since_is_said_to_have_changed(ta, slip, graded):
    change(graded, "assert mine.epochs == 30", "assert mine.epochs == 31")
    code, _, _ = ta("verify", slip, "--trusted-only")
    assert code == 1


def test_an_exercise_without_its_function_is_one_line(ta, graded):
    """A file that is missing is no hundred lines; elsewhere each check that cost points is named whole."""
    grade(graded, work("2024-0004", CLASS["2024-0001"].replace("def fit(", "def fti(")))
    told = ta("why", "week01", "2024-0004", "--lang", "en")[1]
    assert "fit: " in told
    assert "fit.epochs" not in told
    assert "mse.averages" in ta("why", "week01", "2024-0002", "--lang", "en")[1]
