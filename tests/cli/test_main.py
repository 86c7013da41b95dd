"""Every way out of the command line means one thing."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from autograder.__main__ import run
from autograder.cli import commands
from autograder.errors import GraderError, SubmissionError


def test_a_fault_of_ours_is_one_line_and_its_traceback_is_in_a_file(capsys, monkeypatch, tmp_path):
    @click.command()
    def breaks():
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setitem(commands.commands, "breaks", breaks)
    code, err = run(["breaks"]), capsys.readouterr().err
    (file,) = Path(tmp_path).iterdir()
    assert (code, err.count("\n"), "our fault" in err, "Traceback" in file.read_text()) == (3, 1, True, True)


def test_an_unknown_option_is_a_mistake_of_usage():
    assert run(["grade", "--nonsense"]) == 2


def test_a_password_is_in_no_message_and_no_file(capsys, monkeypatch, tmp_path):
    """The command line is written down with a fault of ours, and its --store may hold one."""
    address = "postgresql://ta:secret@host/course"

    @click.command()
    def breaks():
        raise OSError(f"no route to {address}")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["autograder", "history", "--store", address])
    monkeypatch.setitem(commands.commands, "breaks", breaks)
    run(["breaks"])
    (file,) = Path(tmp_path).iterdir()
    assert "secret" not in capsys.readouterr().err + file.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["gade"], {"ko": "그런 명령은 없습니다: gade (grade", "en": "There is no command gade (grade"}),
        (["why"], {"ko": "빠진 것이 있습니다: 'WEEK'", "en": "'WEEK' is missing"}),
        (["why", "--jsn"], {"ko": "그런 옵션은 없습니다: --jsn", "en": "There is no option --jsn (--json?)"}),
        (["grade", "w", "nowhere"], {"ko": "쓸 수 없는 값입니다", "en": "cannot be used"}),
        ([], {"ko": "무엇부터 할까요", "en": "Where to begin"}),
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_mistake_of_usage_is_told_in_the_language_of_the_terminal(capsys, monkeypatch, words, told, language):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", {"ko": "ko_KR.UTF-8", "en": "en_US.UTF-8"}[language])
    assert (run(words), told[language] in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize("typed", [["\x1b[2J"], ["grade", "week01", "subs/\x1b[2J.zip"]])
def test_no_terminal_obeys_a_refusal(typed, capsys, tmp_path):
    """A shell's `*` types the names that students gave their files."""
    assert run([*typed, *(["--course", str(tmp_path)] if len(typed) > 1 else [])]) == 2
    assert r"\x1b[2J" in capsys.readouterr().err


@pytest.mark.parametrize("kind", [SubmissionError, GraderError, ValueError])
def test_no_terminal_obeys_what_an_error_quotes(kind, capsys, monkeypatch, tmp_path):
    """Whatever it is of: what a student handed in, or a fault of ours."""

    @click.command()
    def quotes():
        raise kind("subs/\x1b[2J.zip cannot be read")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setitem(commands.commands, "quotes", quotes)
    assert run(["quotes"]) in {1, 3}
    said = capsys.readouterr().err
    assert (r"\x1b[2J" in said, "\x1b" in said) == (True, False)
