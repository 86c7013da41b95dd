"""Every command is in the one table, with the first line of its own help; the list of them is quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from autograder import cli
from autograder.cli import COMMANDS, SECTIONS, commands

FILES = {path.stem for path in Path(cli.__file__).parent.glob("*.py")} - {"__init__", "options"}


def test_every_file_is_a_command_and_every_command_a_file():
    assert set(COMMANDS) == FILES


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_says(name):
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert " ".join((command.help or "").split("\n\n")[0].split()) == COMMANDS[name]


def test_the_list_of_commands_needs_none_of_their_libraries():
    """Torch alone is two seconds."""
    heavy = "{'torch', 'sqlalchemy', 'rich', 'pandas'}"
    code = f"import sys; from autograder.__main__ import run; run(['--help']); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("name", ["grade", "regrade", "verify"])
def test_a_command_that_only_explains_itself_does_not_wait_for_torch(name):
    code = f"import sys; from autograder.__main__ import run; run([{name!r}, '--help']); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def help_of(name):
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    return command.help or ""


@pytest.mark.parametrize("name", sorted({*COMMANDS} - {"serve", "work"}))
def test_every_command_has_an_example_and_says_what_comes_next(name):
    assert any(line.strip().startswith(f"autograder {name}") for line in help_of(name).splitlines())
    assert "Next: " in help_of(name)


def test_the_list_shows_every_command_once():
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)
