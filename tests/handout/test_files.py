"""What students find in the folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from autograder.handout import publish
from tests.handout.handouts import STUB, handout


def readme(tmp_path, languages=("ko", "en"), **changes):
    publish(handout(**changes), tmp_path, languages=languages)
    return (tmp_path / "README.md").read_text(encoding="utf-8")


def pytest_in(folder):
    """With the interpreter's own packages only: the kit cannot be imported from there."""
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:hypothesispytest", "-p", "no:xdist"]
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_stubs_public_checks_and_data_are_copied_to_the_byte(tmp_path):
    publish(handout(), tmp_path)
    assert (tmp_path / "by_hand.py").read_bytes() == STUB.encode()
    assert (tmp_path / "data" / "regression.csv").read_bytes() == b"x,y\r\n1,2\n"


def test_the_readme_is_in_both_languages(tmp_path):
    text = readme(tmp_path)
    assert "# 제목" in text
    assert "# Title" in text
    assert "혼자 하세요." in text
    assert "Work alone." in text


def test_the_readme_keeps_to_the_language_asked_for(tmp_path):
    text = readme(tmp_path, languages=("en",))
    assert "# Title" in text
    assert "제목" not in text


def test_the_readme_gives_points_by_exercise_and_in_all(tmp_path):
    text = readme(tmp_path)
    assert "| `by_hand.py` | `mse` | 2 | The mean. |" in text
    assert "| `by_hand.py` | `update` | 1.5 | Moves. |" in text
    assert "| | **total** | **3.5** | |" in text


def test_a_bar_in_a_text_does_not_break_the_table(tmp_path):
    assert "평균 \\| 하나." in readme(tmp_path)


def test_the_due_date_is_as_the_instructor_wrote_it(tmp_path):
    assert "**Due: 2022-10-05 23:59 (UTC+09:00)**" in readme(tmp_path)


def test_a_week_without_a_due_date_says_nothing_of_one(tmp_path):
    assert "Due" not in readme(tmp_path, due=None)


@pytest.mark.slow
def test_what_is_not_started_shows_as_that(tmp_path):
    publish(handout(), tmp_path)
    ran = pytest_in(tmp_path)
    assert (ran.returncode, "not started · 아직 시작하지 않음: mse: step2: loss" in ran.stdout) == (0, True)


@pytest.mark.slow
def test_wrong_work_fails_and_right_work_passes(tmp_path):
    publish(handout(), tmp_path)
    work = tmp_path / "by_hand.py"
    for body, code in (("((y - yhat) ** 2).sum() * 3", 1), ("((y - yhat) ** 2).mean()", 0)):
        work.write_text(
            STUB.replace('raise NotImplementedError("mse: step2: loss")', f"return {body}"), encoding="utf-8"
        )
        assert pytest_in(tmp_path).returncode == code


@pytest.mark.slow
def test_a_libraries_own_not_implemented_is_a_failure(tmp_path):
    """Torch says NotImplementedError of a dtype too: that is started, and wrong."""
    publish(handout(), tmp_path)
    wrong = STUB.replace('raise NotImplementedError("mse: step2: loss")', "return torch.nn.Module()(y)")
    (tmp_path / "by_hand.py").write_text(wrong, encoding="utf-8")
    assert pytest_in(tmp_path).returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return ((y - yhat) ** 2).mean()", "1 passed"),
        ("return y", "1 failed"),
        ('raise NotImplementedError("mse: x")', "1 skipped"),
    ],
)
def test_the_notebooks_own_functions_are_checked_without_the_kit(tmp_path, body, said):
    """Its cells, one after the other, where `autograder` cannot be imported."""
    publish(handout(), tmp_path)
    cells = json.loads((tmp_path / "week99.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["id"] in {"imports", "setup", "code-mse", "check-mse"}]
    code = [cell.replace('raise NotImplementedError("mse: step2: loss")', body) for cell in code]
    (tmp_path / "cells.py").write_text(
        "import sys\nsys.modules['autograder'] = None\nspace = {'__name__': '__main__'}\n"
        f"for cell in {code!r}:\n    exec(cell, space)\n",
        encoding="utf-8",
    )
    command = [sys.executable, "cells.py"]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # where the kit is not, neither is its plugin
    ran = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)
    assert said in ran.stdout
