"""The real `grade`, in a sandbox without walls: these students' code is ours."""

from __future__ import annotations

import csv
import html
import signal
import subprocess
import sys
import time
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from itertools import product
from pathlib import Path

import pytest

from autograder.__main__ import run
from autograder.judge import keep_tolerances
from autograder.model import Student
from autograder.report.messages import say
from autograder.store.store import Store
from autograder.workflows.audit import Audit, save_audit
from autograder.workflows.opening import open_week
from tests.cli.courses import CLASS, course
from tests.helpers import write
from tests.submissions import doors
from tests.submissions.doors import HandedIn
from tests.submissions.received import notebook, zipped

pytestmark = [pytest.mark.slow, pytest.mark.real]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    return course(tmp_path / "course")


def command(folder, *arguments):
    words = [sys.executable, "-m", "autograder", *map(str, arguments), "--course", str(folder)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(words, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, **pipes)


def typed(folder, *arguments):
    """A command's exit code and words, in this process, which has its libraries already."""
    out, err = StringIO(), StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        code = run([*map(str, arguments), "--course", str(folder)])
    return code, out.getvalue(), err.getvalue()


def grade(*paths, out="out", more=()):
    return ("grade", "week01", *paths, "--out", out, "--trusted-only", "--jobs", "1", *more)


def rows(path):
    with path.open(encoding="utf-8-sig") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def totals(path):
    return {student: float(row["total"]) for student, row in rows(path).items()}


def test_a_settled_case_counts_from_the_next_grade_on(folder):
    """Nothing is dropped: who it was taken from, or given to, is on record as such."""
    write(folder / "in", {"hw (final)/regression.py": CLASS["2024-0001"]})
    typed(folder, *grade("in", more=("--roster", "roster.csv")))
    typed(folder, "settle", "week01", "in/hw (final)", "2024-0004", "--why", "told me by mail")
    typed(folder, "settle", "week01", "in/2024-0001", "--nobody", "--why", "not hers")
    typed(folder, *grade("in", more=("--roster", "roster.csv")))
    typed(folder, "received", "week01", "--unknown", "on-time", "--why", "all came in class")
    typed(folder, "export", "week01", "--format", "csv", "--out", "on_record.csv")
    expected = {"2024-0001": 0.0, "2024-0002": 7.0, "2024-0003": 8.0, "2024-0004": 9.0}
    assert (totals(folder / "out/grades.csv"), totals(folder / "on_record.csv")) == (expected, expected)


def test_what_waits_for_a_person_is_said_first_with_the_command_to_copy_and_ends_in_1(folder):
    write(folder / "in", {"hw (final)/regression.py": CLASS["2024-0001"]})
    code, out, _ = typed(folder, *grade("in", more=("--roster", "roster.csv", "--lang", "en")))
    head = out.splitlines()[:6]
    assert (code, head[0].startswith("To do")) == (1, True)
    assert any("autograder settle week01 'in/hw (final)" in line for line in head)


def test_a_command_to_copy_has_the_record_and_the_course_as_they_were_given(folder):
    """In the terminal and on the class page alike; nothing has to be remembered when it is pasted."""
    write(folder / "in", {"hw (final)/regression.py": CLASS["2024-0001"]})
    _, out, _ = typed(folder, *grade("in", more=("--roster", "roster.csv", "--lang", "en", "--store", "my marks.db")))
    where = f"--store 'my marks.db' --course {folder}"
    audit, *commands = [line for line in out.splitlines() if line.startswith("    autograder ")]
    page = html.unescape((folder / "out/index.html").read_text())
    assert commands
    assert all(line.endswith(where) and line.strip() in page for line in commands)
    assert audit.strip() == f"autograder audit week01 --calibrate --course {folder}", "it asks no record"


def test_a_week_that_nobody_measured_or_audited_says_so_once_and_blocks_nothing(folder):
    """In the terminal and on the page, each with the command; a week that passed its audit says nothing."""
    week = folder / "solutions/week01"

    def said(code):
        told = say(f"class.task.{code}", "en", week="week01")
        ended, out, _ = typed(folder, *grade("in", more=("--lang", "en")))
        return ended, out.count(told), html.unescape((folder / "out/index.html").read_text()).count(told)

    assert said("unmeasured") == (1, 1, 1), "what ends in 1 is that nobody knows when it came"
    with open_week("week01", folder) as (assignment, _):
        row = {"shadow": 1000.0, "native": 64.0, "measured": {}}
        keep_tolerances(assignment, ["mse", "rmse", "fit"], {check.name: row for check in assignment.checks})
    assert said("unmeasured")[1:] == (0, 0)
    assert said("unaudited")[1:] == (1, 1)
    with open_week("week01", folder) as (assignment, _):
        save_audit(assignment, Audit((), week=assignment.digest))
    assert said("unaudited")[1:] == (0, 0)
    (week / "week.toml").write_text((week / "week.toml").read_text() + "grace_minutes = 5\n")
    assert said("unaudited")[1:] == (1, 1)


def test_two_grades_at_the_same_time_lose_nothing_and_double_nothing(folder):
    """Two TAs, half a class each, one roster and one record. When the files came is to be asked, so both end in 1."""
    roster = ("--roster", "roster.csv")
    halves = (("in/2024-0001", "in/2024-0002"), ("in/2024-0002", "in/2024-0003"))
    running = [command(folder, *grade(*half, out=f"out{at}", more=roster)) for at, half in enumerate(halves)]
    codes = [(one.communicate(timeout=300), one.returncode)[1] for one in running]
    with Store(folder / "autograder.db") as store:
        found = {report.student: report.points for report in store.grades("week01")}
    assert (codes, found) == ([1, 1], {"2024-0001": 9.0, "2024-0002": 7.0, "2024-0003": 8.0, "2024-0004": 0.0})


def test_after_ctrl_c_what_was_graded_is_kept(folder):
    slow = CLASS["2024-0002"] + "\nimport time\ntime.sleep(0.3)\n"
    write(folder / "in", {f"2024-1{at:03}/regression.py": f"{slow}# {at}\n" for at in range(60)})
    running = command(folder, *grade("in"))
    until = time.monotonic() + 200
    while not list((folder / "out").glob("feedback/*.html")) and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=100)
    with Store(folder / "autograder.db") as store:
        kept = {report.student for report in store.grades("week01")}
    assert (running.returncode, "Traceback" in err, 0 < len(kept) < 63) == (130, False, True)


def test_the_best_attempt_counts_where_the_best_is_asked_for(folder):
    write(
        folder / "moodle",
        {
            "2024-0002_attempt_2026-03-29-10-00-00_regression.py": CLASS["2024-0001"],
            "2024-0002_attempt_2026-03-29-11-00-00_regression.py": CLASS["2024-0002"],
        },
    )
    typed(folder, *grade("moodle", more=("--attempts", "best")))
    assert totals(folder / "out/grades.csv") == {"2024-0002": 9.0}


def test_a_damaged_roster_is_named_before_anything_is_written(folder):
    write(folder, {"roster.csv": "student_id,name\n2024-0001,A\n2024-0001,B\n"})
    code, _, err = typed(folder, *grade("in", more=("--roster", "roster.csv")))
    assert (code, "roster.csv row 3, column student_id" in err, (folder / "out").exists()) == (1, True, False)


def test_a_messy_class_of_fifty_comes_out_right_or_is_listed_first(folder):
    """Through Canvas, as its zip is downloaded: most share their work, so that the machine runs it once."""
    right, people = (
        CLASS["2024-0001"],
        [
            Student(f"2024{1000 + i}", f"Kim {letter}{other}")
            for i, (letter, other) in enumerate(product("ABCDEFG", "abcdefgh"))
        ][:50],
    )
    odd: dict[int, dict[str, str | bytes]] = {
        3: {"regression-1.py": right},
        7: {
            "hw/regression.py": right.replace("import torch\n", "import torch\nfrom a.help import la\n", 1),
            "hw/a/help.py": "def la(): return 1\n",
        },
        11: {"report.pdf": b"%PDF-1.4"},
        13: {"regression.ipynb": notebook(right)[:60]},
        17: {"regression.py": CLASS["2024-0002"]},
    }
    class_ = [
        HandedIn(one, odd.get(i, {"regression.py": right}), late=i == 19)
        for i, one in enumerate(people)
        if i not in (23, 29)
    ]
    packed = {path.replace("kimba", "kimbq"): content for path, (_, content) in doors.canvas(class_).items()}
    (folder / "submissions.zip").write_bytes(zipped(packed))
    roster = "".join(f"{one.id},{one.name}\n" for one in people)
    (folder / "fifty.csv").write_text(f"student_id,name\n{roster}", "utf-8")
    code, said, _ = typed(folder, *grade("submissions.zip", more=("--roster", "fifty.csv")))
    found = rows(folder / "out" / "grades.csv")
    by_status = {
        status: {i for i, one in enumerate(people) if found[one.id]["status"] == status}
        for status in {row["status"] for row in found.values()}
    }
    misspelt = next(i for i, one in enumerate(people) if one.name == "Kim Ba")
    assert by_status == {
        "missing": {23, 29},
        "unread": {11, 13},
        "lateness_unknown": {19},
        "unowned": {misspelt},
        "graded": set(range(50)) - {23, 29, 11, 13, 19, misspelt},
    }
    assert {float(found[people[i].id]["total"]) for i in by_status["graded"] - {17}} == {9.0}
    assert (code, said.startswith("To do (5)")) == (1, True), "one of them the audit"
    code, _, refused = typed(folder, "received", "week01", "--unknown", "on-time", "--why", "all came in class")
    assert (code, "calls late" in refused) == (1, True), "of whom Canvas calls late a person must say by how much"
