"""What an instructor gives to students: all that is public, nothing that is secret, and no person's work is lost."""

from __future__ import annotations

import json

import pytest

from autograder.__main__ import run
from autograder.assignment import read
from autograder.files import held
from autograder.workflows.audit import Audit, save_audit
from tests.cli import courses


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return courses.course(tmp_path_factory.mktemp("release") / "course")


@pytest.fixture
def release(course, capsys):
    def typed(*arguments, unaudited=("--unaudited",)):
        code = run(["release", "week01", *map(str, arguments), *unaudited, "--course", str(course)])
        return code, *capsys.readouterr()

    return typed


def test_what_is_written_is_named_and_what_is_secret_is_counted(release, tmp_path):
    _, out, _ = release("--to", tmp_path / "week01")
    assert str(tmp_path / "week01" / "regression.py") in out
    assert "Kept secret: solution files (1)" in out


@pytest.mark.parametrize("form", ["files", "nbgrader", "otter", "gradescope"])
def test_releasing_again_changes_nothing(release, tmp_path, form):
    release("--to", tmp_path, "--format", form)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert release("--to", tmp_path, "--format", form)[0] == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_file_that_a_person_changed_stands(release, tmp_path):
    release("--to", tmp_path)
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    code, _, err = release("--to", tmp_path, "--lang", "en")
    assert (code, "was changed by hand" in err) == (1, True)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_several_formats_get_a_folder_each(release, tmp_path):
    release("--to", tmp_path, "--format", "files,gradescope")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files", "gradescope"]


@pytest.mark.parametrize("format_", ["nbgrader", "otter", "gradescope"])
def test_what_holds_the_solution_is_not_laid_among_what_students_get(release, tmp_path, format_):
    release("--to", tmp_path / "assignments" / "week01")
    before = sorted((tmp_path / "assignments").rglob("*"))
    code, _, err = release("--to", tmp_path / "assignments" / "week01", "--format", format_)
    assert (code, "holds the solution" in err, sorted((tmp_path / "assignments").rglob("*"))) == (1, True, before)


def test_a_week_that_has_not_been_audited_is_refused(release, tmp_path):
    code, _, err = release("--to", tmp_path / "out", unaudited=())
    assert (code, "has not been audited" in err, (tmp_path / "out").exists()) == (1, True, False)


@pytest.fixture
def audited(course):
    """Writes what an audit of the week as it is has found."""
    week = read(course / "solutions" / "week01")

    def found(*complaints):
        return save_audit(week, Audit((), complaints, week=week.digest))

    yield found
    (week.folder / "audit.json").unlink()


def test_a_week_that_has_passed_its_audit_is_released(release, audited, tmp_path):
    audited()
    assert release("--to", tmp_path / "out", unaudited=())[0] == 0


def test_a_week_with_a_complaint_is_refused(release, audited, tmp_path):
    audited("No check of fit fails a mutant.")
    code, _, err = release("--to", tmp_path / "out", unaudited=())
    assert (code, "has complaints (1)" in err, (tmp_path / "out").exists()) == (1, True, False)


def test_an_audit_by_another_kit_is_said_to_be_one(release, audited, tmp_path):
    path = audited()
    path.write_text(path.read_text("utf-8").replace('"kit": "', '"kit": "0'), "utf-8")
    code, _, err = release("--to", tmp_path / "out", unaudited=())
    assert (code, "another version of this kit" in err) == (0, True)


@pytest.mark.parametrize("wrong", [("--format", "pdf"), ("--lang", "fr")])
def test_what_nobody_knows_is_a_mistake_of_usage(release, tmp_path, wrong):
    assert release("--to", tmp_path / "out", *wrong)[0] == 2


def test_what_holds_the_solution_is_said_to_be_for_the_instructor(release, tmp_path):
    _, out, _ = release("--to", tmp_path, "--format", "files,gradescope")
    assert "For you alone, as it holds the solution: gradescope." in out


def test_a_week_without_dates_and_handout_is_a_draft(tmp_path, capsys):
    run(["new", "week06", "--course", str(tmp_path)])
    capsys.readouterr()
    run(["weeks", "--json", "--course", str(tmp_path)])
    assert json.loads(capsys.readouterr().out)["weeks"][0]["state"] == "draft"


def test_the_calendar_says_what_is_out_and_over(course, capsys):
    run(["weeks", "--json", "--course", str(course)])
    (week,) = json.loads(capsys.readouterr().out)["weeks"]
    assert (week["week"], week["state"], week["published"], week["graded"]) == ("week01", "over", False, 0)


def test_the_calendar_counts_who_is_graded(graded, capsys):
    run(["weeks", "--json", "--course", str(graded)])
    assert json.loads(capsys.readouterr().out)["weeks"][0]["graded"] == 3


def test_a_week_is_audited_by_one_at_a_time(course, capsys):
    """Two would write the same files, and the last one would win in silence."""
    with held(course / "solutions" / "week01"):
        code = run(["audit", "week01", "--course", str(course)])
    assert (code, "is being audited already" in capsys.readouterr().err) == (2, True)
