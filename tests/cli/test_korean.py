"""Help, usage and refusals in Korean, for who asks for it or has a Korean terminal."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
import pytest

import autograder.report
from autograder.__main__ import run
from autograder.cli import COMMANDS, SECTIONS, commands

HELP = Path(autograder.report.__file__).parent / "messages" / "words" / "ko.help.toml"
WORDS = tomllib.loads(HELP.read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_korean_help(name, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    english = commands.get_command(click.Context(commands), name)
    assert run([name, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"  autograder {name}" in told
    assert WORDS[name]["short"] in " ".join(told.split())
    untold = [
        param.name
        for param in english.params
        if isinstance(param, click.Option) and param.help and param.help in " ".join(told.split())
    ]
    assert untold == []
    assert "Usage:" not in told
    assert "Options:" not in told


def test_help_holds_words_of_nothing_that_is_gone():
    assert set(WORDS) - {"page", "sections", "option"} == set(COMMANDS)
    assert set(WORDS["sections"]) == {*SECTIONS, "More"}


@pytest.mark.parametrize(("typed", "told"), [(["--lang", "ko"], "조교, 반 전체"), ([], "TAs, a class")])
def test_the_list_of_commands_speaks_the_language_of_who_asks(typed, told, capsys, monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "ko_KR.UTF-8" if typed else "C")
    run(["--help"])
    assert told in capsys.readouterr().out


def test_no_line_of_korean_help_is_wider_than_asked_for(capsys):
    """A letter of Hangul is two columns wide."""
    run(["grade", "--help", "--lang", "ko"])
    lines = [line for line in capsys.readouterr().out.splitlines() if "autograder grade" not in line]
    assert max(sum(2 if "가" <= char <= "힣" else 1 for char in line) for line in lines) <= 80


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["grade", "week04", "nowhere", "--out", "x"], "nowhere"),
        (["grade", "week04", ".", "--out", "x", "--jobs", "many"], "수가 아닙니다"),
        (["check", "--only", "nothing", "--seconds", "0"], "범위를 벗어났습니다"),
    ],
)
def test_what_cannot_be_is_refused_in_korean(typed, told, capsys):
    assert run([*typed, "--lang", "ko"]) in {1, 2}
    said = capsys.readouterr().err
    assert told in said
    assert any("가" <= char <= "힣" for char in said)
