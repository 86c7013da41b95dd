"""Tapes of our own programs are recorded once for all commands, and believed only where nobody has touched them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.judge.kept_tapes import KeptTapes
from autograder.judge.program import Program

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.model import Assignment, Tape


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "autograder"


def kept(assignment: Assignment, folder: Path) -> Tape | None:
    """The solution's tape of the first probe, as it is kept there."""
    program = Program(assignment)
    return KeptTapes(assignment, folder).tape(program.digest, assignment.probes[0].id, shadow=False)


@pytest.fixture
def tape(judge: Judge, folder: Path) -> Tape:
    """The same, recorded and kept by an earlier command."""
    cache = KeptTapes(judge.assignment, folder)
    made = Program(judge.assignment, kept=cache).tape(judge.assignment.probes[0], shadow=False)
    cache.write()
    return made


def test_what_one_command_recorded_the_next_one_knows(judge, folder, tape):
    assert kept(judge.assignment, folder) == tape


def test_a_program_that_was_recorded_does_not_run_again(judge, folder, tape):
    program = Program(judge.assignment, kept=KeptTapes(judge.assignment, folder))
    assert program.tape(judge.assignment.probes[0], shadow=False) == tape
    assert not {"native", "shadow"} & vars(program).keys()


@pytest.mark.usefixtures("tape")
def test_a_mistake_is_not_taken_for_the_solution(judge, folder):
    mistake = judge.assignment.mistakes[0]
    other = Program(judge.assignment, (mistake.module, mistake.source))
    probe = judge.assignment.probes[0]
    assert KeptTapes(judge.assignment, folder).tape(other.digest, probe.id, shadow=False) is None


@pytest.mark.parametrize("change", ["sources", "drivers", "data"])
@pytest.mark.usefixtures("tape")
def test_whatever_a_tape_follows_from_makes_another(judge, folder, change):
    changed = replace(judge.assignment, **{change: {**vars_of(judge.assignment, change), "more": MORE[change]}})
    assert kept(changed, folder) is None


MORE = {"sources": "x = 1\n", "drivers": "x = 1\n", "data": b"1"}


def vars_of(assignment: Assignment, name: str) -> dict[str, object]:
    return dict(getattr(assignment, name))


@pytest.mark.parametrize("place", [0, 40, -1])
@pytest.mark.usefixtures("tape")
def test_a_damaged_file_is_not_believed(judge, folder, place):
    (path,) = folder.glob("*.tapes")
    whole = bytearray(path.read_bytes())
    whole[place] ^= 1
    path.write_bytes(whole)
    assert kept(judge.assignment, folder) is None


@pytest.mark.usefixtures("tape")
def test_a_file_under_another_name_is_not_believed(judge, folder):
    (path,) = folder.glob("*.tapes")
    other = replace(judge.assignment, drivers={"more": "x = 1\n"})
    path.rename(KeptTapes(other, folder)._path(judge.assignment.probes[0].exercise))
    assert kept(other, folder) is None


@pytest.mark.usefixtures("tape")
def test_a_file_from_another_folder_is_not_believed(judge, folder, tmp_path):
    """Its seal is of another key."""
    cache = KeptTapes(judge.assignment, tmp_path / "elsewhere")
    Program(judge.assignment, kept=cache).tape(judge.assignment.probes[0], shadow=False)
    cache.write()
    (path,), (other,) = folder.glob("*.tapes"), (tmp_path / "elsewhere").glob("*.tapes")
    path.write_bytes(other.read_bytes())
    assert kept(judge.assignment, folder) is None


@pytest.mark.parametrize("mode", [0o770, 0o705])
@pytest.mark.usefixtures("tape")
def test_a_folder_that_others_may_use_is_not_believed(judge, folder, mode):
    folder.chmod(mode)
    assert kept(judge.assignment, folder) is None


@pytest.mark.usefixtures("tape")
def test_the_folder_is_its_users_alone(folder):
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_uid == os.geteuid()


def test_where_nothing_can_be_kept_all_is_recorded(judge, tmp_path):
    (tmp_path / "file").write_text("")
    cache = KeptTapes(judge.assignment, tmp_path / "file" / "autograder")
    assert Program(judge.assignment, kept=cache).tape(judge.assignment.probes[0], shadow=False)
    cache.write()
