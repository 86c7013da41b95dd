"""Pages and gradebooks are written from the record, the same from every database."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

import psycopg
import pytest

from autograder.model import Intake, Student
from autograder.report.gradebooks import FORMATS
from autograder.store.store import Store
from tests.cli.courses import CLASS, grade, of_class, work
from tests.store.builders import TA

NUMBERS = count()


@pytest.fixture
def nbgraders(tmp_path, monkeypatch):
    """An empty gradebook of nbgrader's own, in a course with a name. It calls alembic by its."""
    from nbgrader.api import Gradebook

    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"

    def opened():
        return Gradebook(url, course_id="dl101")

    opened().close()
    return opened


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_whole(ta, tmp_path, form):
    code, found, _ = ta("export", "week01", "--format", form, "--out", tmp_path / "gradebook", "--json")
    assert (code, (tmp_path / "gradebook").stat().st_size) == (0, found["bytes"])


@pytest.mark.real
def test_sqlite_and_postgresql_give_the_same_exports(ta, graded, tmp_path, postgresql):
    schema = f"exports{next(NUMBERS)}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    where = f"{postgresql}&options=-csearch_path%3D{schema}"
    grade(graded, *of_class(), where=where)
    exported = {}
    for name, store in (("sqlite", str(graded / "autograder.db")), ("postgresql", where)):
        at = ("week01", "--store", store)
        ta("override", *at, "2024-0002", "--exercise", "mse", "--points", "1.5", "--why", "seen", "--by", "lee")
        ta("extend", *at, "2024-0003", "--days", "2", "--why", "ill", "--by", "lee")
        for form in ("canvas", "moodle-ko", "csv", "gradescope", "blackboard-ko", "nbgrader"):
            ta("export", *at, "--format", form, "--out", tmp_path / name / form)
        exported[name] = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
    assert exported["sqlite"] == exported["postgresql"]


def test_lateness_costs_what_the_week_says(graded):
    late = work("2024-0005", CLASS["2024-0001"] + "\n", received=work("", "").received.replace(day=31))
    assert grade(graded, late)["2024-0005"].points == pytest.approx(8.1)


def test_a_student_who_has_left_the_roster_is_named_and_the_others_are_written(ta, graded, tmp_path):
    """Who drops the course never keeps a class from its marks."""
    (graded / "short.csv").write_text("student_id,name\n2024-0001,김하나\n2024-0002,이두리\n", "utf-8")
    out = tmp_path / "week01.csv"
    code, _, err = ta("export", "week01", "--format", "csv", "--roster", graded / "short.csv", "--out", out)
    text = out.read_text("utf-8-sig")
    assert (code, "2024-0003" in err) == (0, True)
    assert ("2024-0001" in text, "2024-0002" in text, "2024-0003" in text) == (True, True, False)


SECTIONS = "student_id,name,분반\n2024-0001,김하나,01\n2024-0002,이두리,02\n2024-0003,박세나,01\n2024-0004,최넷,01\n"


def test_one_section_is_written_alone(ta, graded, tmp_path):
    """Who is in it and handed nothing in stands there too; of the others nothing is said."""
    (graded / "sections.csv").write_text(SECTIONS, "utf-8")
    given = ("export", "week01", "--format", "csv", "--roster", graded / "sections.csv", "--out", tmp_path / "x.csv")
    code, _, err = ta(*given, "--section", "01")
    lines = (tmp_path / "x.csv").read_text("utf-8-sig").splitlines()[1:]
    assert (code, [line[:9] for line in lines], err) == (0, ["2024-0001", "2024-0003", "2024-0004"], "")


def test_a_section_that_nobody_is_in_is_refused_with_those_there_are(ta, graded, tmp_path):
    (graded / "sections.csv").write_text(SECTIONS, "utf-8")
    given = ("export", "week01", "--format", "csv", "--roster", graded / "sections.csv", "--out", tmp_path / "x.csv")
    code, _, err = ta(*given, "--section", "03")
    assert (code, "There are 01, 02" in err, (tmp_path / "x.csv").exists()) == (1, True, False)


def test_moodle_without_participant_numbers_says_whom_it_will_skip(ta, tmp_path):
    _, _, err = ta("export", "week01", "--format", "moodle", "--out", tmp_path / "x.csv")
    assert "Moodle skips 3" in err
    assert "--template" in err


def test_a_gradebook_has_the_names_of_the_roster_a_week_was_graded_with(ta, graded, tmp_path):
    with Store(graded / "autograder.db") as store:
        store.keep_intake(Intake("week01", (Student("2024-0001", "김하나"), Student("2024-0009", "새로"))), TA)
    ta("export", "week01", "--format", "csv", "--out", tmp_path / "x.csv")
    names = [line.split(",")[:2] for line in (tmp_path / "x.csv").read_text("utf-8-sig").splitlines()[1:]]
    assert names == [["2024-0001", "김하나"], ["2024-0002", ""], ["2024-0003", ""], ["2024-0009", "새로"]]


def test_a_week_that_was_never_graded_has_no_gradebook(ta, tmp_path):
    code, _, err = ta("export", "week01", "--format", "csv", "--store", tmp_path / "new.db", "--out", tmp_path / "x")
    assert (code, "Grade it first" in err) == (1, True)


def test_files_of_nobody_stay_in_the_reconciliation(ta, graded):
    head = "path,fate,student,reason,detail,likely,ko,en\r\n"
    (graded / "out").mkdir()
    (graded / "out/reconciliation.csv").write_text(f"{head}in/x.py,unmatched,,no_owner,,,,\r\n", "utf-8")
    ta("report", "week01", "--out", graded / "out")
    assert "in/x.py,unmatched" in (graded / "out/reconciliation.csv").read_text("utf-8-sig")


@pytest.mark.real
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own sessions
def test_marks_go_into_the_gradebook_of_an_nbgrader_course(ta, graded, nbgraders, tmp_path):
    """With the late penalty, and again after a person has graded there: what they wrote stays and counts."""
    late = work("2024-0005", CLASS["2024-0001"] + "\n", received=work("", "").received.replace(day=31))
    grade(graded, late)
    ta("excuse", "week01", "2024-0003", "--why", "ill", "--by", "lee")
    asked = ("export", "week01", "--format", "nbgrader", "--gradebook", tmp_path / "gradebook.db")
    code, found, _ = ta(*asked, "--json")
    assert (code, found["written"], found["left"]) == (0, ["2024-0001", "2024-0002", "2024-0005"], ["2024-0003"])
    with nbgraders() as book:
        book.find_grade("check-mse", "week01", "week01", "2024-0002").manual_score = 1.5
        book.db.commit()
    ta(*asked)
    with nbgraders() as book:
        courses = {each.course_id for each in book.assignments}
        scores = {
            each.student.id: (each.score, pytest.approx(each.late_submission_penalty))
            for each in book.find_assignment("week01").submissions
        }
    assert scores == {"2024-0001": (9, 0), "2024-0002": (8.5, 0), "2024-0005": (9, 0.9)}
    assert courses == {"dl101"}


@pytest.mark.parametrize(
    "words", [(), ("--out", "a.csv", "--gradebook", "b.db"), ("--format", "csv", "--gradebook", "b.db")]
)
def test_marks_go_to_one_place(ta, words):
    code, _, err = ta("export", "week01", "--format", "nbgrader", *words)
    assert (code, "Say where" in err) == (2, True)
