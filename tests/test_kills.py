"""kill -9 at random moments, as benchmarks/kills.py does it by the hundred: the same command ends with the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.real]
BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "kills.py"


def test_a_class_whose_grader_server_and_children_are_killed_ends_as_an_undisturbed_one():
    options = ("--kills", "3", "--students", "15", "--cluster-every", "0")
    done = subprocess.run([sys.executable, BENCHMARK, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ": 0 ended differently" in done.stdout
