"""A learnt mistake is known by tapes beside it, as long as the week is the one they were recorded for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.assignment import read
from autograder.assignment.cells import LEARNT
from autograder.judge.learnt import KnownTapes, read_tapes, write_tapes
from tests import weeks
from tests.helpers import recording, write


@pytest.fixture
def week(tmp_path):
    return read(write(tmp_path / "solutions" / "week01", weeks.files()))


@pytest.fixture
def mistake(week):
    return next(each for each in week.mistakes if each.exercise == "mse")


def test_its_tapes_come_back_as_they_were_written(week, mistake):
    tapes = recording(week, weeks.SOLUTION).tapes
    write_tapes(week, mistake, tapes)
    found = KnownTapes(read_tapes(week, mistake))
    asked = [probe for probe in week.probes if probe.exercise == "mse"]
    assert [found.tape(probe, shadow=True).probe for probe in asked] == [probe.id for probe in asked]
    assert found.tape(next(probe for probe in week.probes if probe.exercise == "fit"), shadow=True) is None


def test_a_week_that_changed_has_none(week, mistake):
    write_tapes(week, mistake, recording(week, weeks.SOLUTION).tapes)
    assert read_tapes(replace(week, sources={"regression.py": "changed"}), mistake) == ()


def test_a_name_that_is_no_files_leads_nowhere_else(week, mistake):
    path = write_tapes(week, replace(mistake, name="../../../escape"), ())
    assert path.parent == week.folder / LEARNT
