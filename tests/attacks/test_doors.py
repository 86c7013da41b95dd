"""The corpus through every door of ours: marks as written, secrets unread, nothing written beside the results.

`benchmarks/doors.py` takes all programs; here a few of every family go, which none of the doors makes wait.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from autograder.__main__ import run
from tests.attacks import classes, doors, evidence
from tests.attacks.corpus import attacks
from tests.attacks.evidence import Findings
from tests.attacks.room import room
from tests.sandbox.elsewhere import readable_by_all

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.usefixtures("secret_in_reach")]


@pytest.mark.parametrize("door", ["grade", "verify", "learn", "similar", "cluster", "portal"])
def test_a_hostile_class_earns_what_is_written_on_it_and_leaves_nothing(a_class, door):
    assert doors.through(door, a_class) == Findings()


def test_check_and_submit_come_to_an_end_on_a_students_own_machine(a_class, few):
    assert doors.watched(a_class, lambda: doors.check_and_submit(a_class, few[::3])) == Findings()


def test_a_receipt_with_other_words_in_it_holds_no_more(a_class):
    """No word of it is a path: nothing is told and nothing is written where it points."""
    assert doors.receipts(a_class)
    forged = json.loads(sorted((a_class.folder / "receipts").iterdir())[1].read_text("utf-8"))
    codes = []
    for key, value in (("student", "../../20240000"), ("week", "../../etc"), ("digest", "0" * 64)):
        (a_class.folder / "forged.json").write_text(json.dumps(forged | {key: value}))
        codes.append(run(["verify", str(a_class.folder / "forged.json"), "--course", str(a_class.course)]))
    found = Findings()
    evidence.look(a_class.folder, found)
    assert (set(codes) <= {1, 2}, found) == (True, Findings())


@pytest.mark.skipif(os.geteuid() != 0, reason="these very tests ran as an ordinary user already")
def test_a_hostile_class_earns_the_same_where_an_ordinary_user_grades_it(a_class):
    with readable_by_all() as place, tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o777)
        asked, told = Path(base, "programs.json"), Path(base, "told.jsonl")
        asked.write_text(json.dumps([attack.name for attack in a_class.hostile.values()]))
        words = ("--doors", "grade", "--programs", asked, "--told", told)
        done = place.run("-P", "-m", "tests.attacks.batches", *words, cwd=Path(base), TMPDIR=base, HOME=base)
        assert done.returncode == 0, done.stdout + done.stderr
        assert json.loads(told.read_text("utf-8")) == {"door": "grade", "by_program": {}, "shared": []}


def test_what_is_left_told_or_earned_is_noticed(tmp_path):
    """Each kind of evidence, laid where a program would have left it, on whom it points to."""
    first, second = (attack for attack in attacks()[:2])
    with room(tmp_path, classes.students((first, second))) as there:
        mine, other = there.hostile
        assert doors.watched(there, dict) == Findings()

        def left():
            pages = there.folder / "feedback"
            pages.mkdir()
            (pages / f"{mine}.html").write_text(f"# {classes.own_words(other)}\n")
            (pages / "index.html").write_bytes(evidence.WORDS)
            (there.works / other / "regression.py").write_text("")
            Path(tempfile.gettempdir(), f"x-{evidence.MARK}-{os.getpid()}").touch()
            return {classes.FIRST: "earned nothing"}

        found = doors.watched(there, left)
    assert found.by_student == {mine: f"words of {other} are in {mine}.html"}
    assert [
        any(word in said for said in found.shared) for word in ("secret", "left behind", "not what it was", "earned")
    ] == [True] * 4
