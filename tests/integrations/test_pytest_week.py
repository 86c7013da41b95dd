"""`pytest` in a week's folder runs its hidden checks on the week's own solution, and changes nothing elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import weeks
from tests.helpers import write

ROOT = Path(__file__).parents[2]


def pytest_in(folder, *args):
    command = [sys.executable, "-m", "pytest", "-p", "autograder.integrations.pytest_week", "-q", *args]
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


def test_a_week_passes_its_own_checks(tmp_path):
    folder = write(tmp_path / "week01", weeks.files() | {"public/test_regression.py": "import nothing_of_that_name\n"})
    said = pytest_in(folder)
    assert (said.returncode, "9 passed" in said.stdout) == (0, True), said.stdout


def test_a_check_that_its_own_solution_fails_says_why(tmp_path):
    wrong = weeks.CHECKS.replace("mine.epochs == 30", "mine.epochs == 31")
    folder = write(tmp_path / "week01", weeks.files() | {"checks/test_regression.py": wrong})
    said = pytest_in(folder, "checks/test_regression.py")
    assert (said.returncode, "1 failed, 8 passed" in said.stdout) == (1, True), said.stdout


def test_elsewhere_nothing_changes(tmp_path):
    write(tmp_path, {"test_it.py": "import sys\n\ndef test_it():\n    assert 'torch' not in sys.modules\n"})
    assert pytest_in(tmp_path).returncode == 0
