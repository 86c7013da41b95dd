"""Several writers at once, and writers killed at any moment: nothing lost, nothing doubled, nothing half written."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from autograder.store import opening
from autograder.store.store import Store
from tests.store.builders import TA, report, week_version

ASKED = {"probe:mse/lecture": "the same"}
CLASS = [f"s{number:03}" for number in range(40)]
ROOT = Path(__file__).parents[2]


def grading(where, by):
    """A command that grades the class: what is on record is skipped, every line it prints is a report that is shown."""
    command = [sys.executable, "-m", "tests.store.grading", where, by, *CLASS]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def rows(where):
    """How often each student's report is there, however it was written."""
    engine = create_engine(opening.address(where))
    with engine.connect() as connection:
        found = Counter(connection.execute(text("SELECT student FROM grades")).scalars())
    engine.dispose()
    return found


def undisturbed():
    return [report(student, text=student) for student in CLASS]


@pytest.mark.slow
def test_two_runs_at_once_lose_nothing_and_double_nothing(where):
    running = [grading(where, by) for by in ("kim", "lee")]
    assert [one.wait(timeout=300) for one in running] == [0, 0]
    with Store(where) as store:
        assert list(store.grades("week04", tapes=True)) == undisturbed()
    assert rows(where) == Counter(CLASS)
    for one in running:
        assert one.stdout.read().split() == CLASS
        one.stdout.close()


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was(where):
    shown = set()
    chance = random.Random(4)
    for _ in range(8):
        running = grading(where, "ta")
        time.sleep(0.6 + chance.random() / 2)
        running.kill()
        shown |= {line.strip() for line in running.stdout if line.endswith("\n")}
        running.stdout.close()
        running.wait()
        with Store(where) as store:
            there = list(store.grades("week04", tapes=True))
        assert shown <= {one.student for one in there}
        assert all(one == report(one.student, text=one.student) for one in there)
    last = grading(where, "ta")
    assert last.wait(timeout=300) == 0
    last.stdout.close()
    with Store(where) as store:
        assert list(store.grades("week04", tapes=True)) == undisturbed()
    assert rows(where) == Counter(CLASS)


@pytest.mark.slow
def test_a_regrade_killed_half_way_changes_nothing(where):
    with Store(where) as store:
        store.adopt(week_version(**ASKED), TA)
        for student in CLASS:
            store.save(report(student, text=student), TA)
    assert subprocess.run([sys.executable, "-m", "tests.store.dying", where], check=False, cwd=ROOT).returncode == 9
    with Store(where) as store:
        assert list(store.grades("week04", tapes=True)) == undisturbed()
        assert len(store.versions("week04")) == 1
