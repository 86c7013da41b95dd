"""What a student types, and what the exit code says of it."""

from __future__ import annotations

import json

import pytest

from autograder.__main__ import run
from tests.student.handouts import handed_out, worked


@pytest.fixture
def folder(tmp_path):
    folder = handed_out(tmp_path / "week98")
    worked(folder, mean="return values.mean()", total="return values.mean()")
    return folder


@pytest.fixture
def student(capsys, monkeypatch, folder):
    """Types a command in the folder: exit code, standard output, standard error."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(folder)

    def typed(*words):
        code = run([str(word) for word in words])
        return code, *capsys.readouterr()

    return typed


@pytest.mark.slow
@pytest.mark.parametrize(("only", "code"), [("mean", 0), ("total", 1), ("fit", 1), ("nope", 2)])
def test_the_exit_code_says_whether_all_is_right(student, only, code):
    assert student("check", "--only", only)[0] == code


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "words"),
    [("ko_KR.UTF-8", "합이 다릅니다."), ("en_US.UTF-8", "The total is off."), ("C", "합이 다릅니다.")],
)
def test_the_terminal_speaks_its_own_language_or_the_courses(student, monkeypatch, language, words):
    monkeypatch.setenv("LANG", language)
    assert words in student("check", "--only", "total")[1]


@pytest.mark.slow
def test_json_is_for_scripts(student):
    found = json.loads(student("check", "loops.py", "--only", "total", "--json", "--lang", "en")[1])
    assert (found["right"], found["next"]["exercise"], found["next"]["lines"][0]) == (0, "total", "The total is off.")


@pytest.mark.slow
def test_nothing_keeps_a_student_from_submitting(student, tmp_path):
    code, out, _ = student("submit", ".", "--student", "20231234", "--to", tmp_path, "--lang", "en")
    assert (code, (tmp_path / "20231234" / "week98.zip").is_file()) == (0, True)
    assert "Wrong: total" in out


@pytest.mark.slow
def test_a_submission_that_does_not_arrive_gets_no_receipt(student, folder, tmp_path):
    code, out, err = student("submit", ".", "--student", "20231234", "--to", tmp_path / "none")
    assert (code, out, "nothing was copied" in err) == (1, "", True)
    assert list((folder / "submitted").glob("*.json")) == []


def test_there_is_no_week_everywhere(student, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path.parent)
    assert student("check")[0] == 2
