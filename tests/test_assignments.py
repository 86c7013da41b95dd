"""What students download is what the solutions say today: `autograder release WEEK --to assignments/WEEK` mends it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from autograder.assignment.stub import cut
from autograder.handout import stale
from autograder.student import find_handout
from autograder.student.paths import LoopPath, departure
from autograder.student.public_paths import public_paths
from autograder.workflows.opening import open_week, read_week

COURSE = Path(__file__).parents[1]
WEEKS = sorted(path.parent.name for path in (COURSE / "assignments").glob("*/.handout.json"))


@pytest.mark.slow
@pytest.mark.parametrize("week", WEEKS)
def test_handouts_are_fresh(week):
    with open_week(week, COURSE) as (assignment, _):
        paths = (COURSE / "assignments" / week / "public" / "paths.json").read_text(encoding="utf-8")
        handout = cut(assignment)
        fresh = replace(handout, public={**handout.public, "paths.json": paths})
        assert stale(fresh, COURSE / "assignments" / week) == ()


@pytest.mark.slow
@pytest.mark.parametrize("week", WEEKS)
def test_the_paths_that_are_handed_out_are_the_solutions(week):
    """Another processor may round the last digits otherwise."""
    given = find_handout(None, COURSE / "assignments" / week).paths
    made = msgspec.json.decode(public_paths(read_week(week, COURSE)), type=dict[str, LoopPath])
    assert given.keys() == made.keys()
    assert [test for test, path in made.items() if departure(given[test], path)] == []


@pytest.mark.slow
@pytest.mark.parametrize("week", WEEKS)
def test_public_checks_run_without_the_kit_and_find_nothing_begun(week):
    """In the folder as it is downloaded, with torch and pytest: every check is skipped, and none fails."""
    command = [sys.executable, "-I", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    folder = COURSE / "assignments" / week
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    last = ran.stdout.strip().splitlines()[-1]
    assert (ran.returncode, "skipped" in last, "passed" in last) == (0, True, False)
