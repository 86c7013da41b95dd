"""survivors.toml says why, by name, or is refused."""

from __future__ import annotations

import pytest

from autograder.errors import InstructorError
from autograder.workflows.audit.complaints import read_survivors


def test_a_week_without_the_file_explains_nothing(tmp_path):
    assert read_survivors(tmp_path) == {}


def test_reasons_are_read_by_name(tmp_path):
    (tmp_path / "survivors.toml").write_text('format = 1\n[survivors]\n"mse: → x" = "Equal."\n', "utf-8")
    assert read_survivors(tmp_path) == {"mse: → x": "Equal."}


@pytest.mark.parametrize(
    "text",
    [
        "format = 2\n[survivors]\n",
        "[survivors]\n",
        "format = 1\nmse = 1\n",
        "format = 1\n[survivors]\na = ''\n",
        "format =",
    ],
)
def test_what_does_not_say_why_is_refused(tmp_path, text):
    (tmp_path / "survivors.toml").write_text(text, "utf-8")
    with pytest.raises(InstructorError, match=r"survivors\.toml"):
        read_survivors(tmp_path)
