"""The checks are asked about the solution's own tapes once for all commands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.judge.kept_results import KeptResults
from autograder.judge.plugin import CheckResult
from autograder.model import Difference, Kind, Outcome

if TYPE_CHECKING:
    from autograder.judge import Judge

FOUND = {
    "f.value": CheckResult(Outcome.PASSED, widest=2.0**-50),
    "f.shape": CheckResult(Outcome.FAILED, Difference(Kind.SHAPE, "f", index=(0, 1), got="(2,)", expected="(1,)")),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "autograder"


def kept(assignment, folder: Path) -> dict[str, CheckResult]:
    return KeptResults(assignment, folder).results()


def write(assignment, folder: Path, found: dict[str, CheckResult]) -> None:
    results = KeptResults(assignment, folder)
    results.keep(found)
    results.write()


def test_what_one_command_found_the_next_one_knows_whole(judge: Judge, folder):
    write(judge.assignment, folder, FOUND)
    assert kept(judge.assignment, folder) == FOUND


def test_what_is_found_later_stands_beside_what_was_found_before(judge: Judge, folder):
    for name, result in FOUND.items():
        write(judge.assignment, folder, {name: result})
    assert kept(judge.assignment, folder) == FOUND


def test_another_week_knows_nothing_of_it(judge: Judge, folder):
    write(judge.assignment, folder, FOUND)
    assert not kept(replace(judge.assignment, digest="0" * 64), folder)


def test_a_week_that_is_being_edited_keeps_nothing(judge: Judge, folder):
    write(replace(judge.assignment, digest=""), folder, FOUND)
    assert not folder.exists()


def test_a_file_that_somebody_touched_is_not_believed(judge: Judge, folder):
    write(judge.assignment, folder, FOUND)
    (path,) = folder.glob("*.results")
    path.write_bytes(path.read_bytes() + b"\0")
    assert not kept(judge.assignment, folder)
