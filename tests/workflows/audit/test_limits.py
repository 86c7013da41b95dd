"""The limits of a week follow what its solution takes, with room; week.toml goes before."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.assignment.limits import measured_limits
from autograder.model import Cost, Recording
from autograder.workflows.audit import limits
from tests import weeks
from tests.helpers import write

OWN = "\n[limits]\nwall_seconds = 3.0\n"


@pytest.fixture
def week(tmp_path):
    """A function: the little week as it stands in its folder, with this at the end of week.toml."""

    def made(toml: str = ""):
        files = weeks.files()
        return read(write(tmp_path / "week01", files | {"week.toml": files["week.toml"] + toml}))

    return made


def took(seconds: float = 0.1, megabytes: float = 300.0, tape: float = 0.5) -> Recording:
    """A recording that took so much, on an idle machine."""
    cost = Cost(seconds, megabytes, {"fit": seconds}, longest=seconds, tape_bytes=int(tape * (1 << 20)))
    return Recording("", (), cost=cost)


def kept(assignment, recording, *, whole=True):
    """The limits that an audit writes down."""
    limits.keep_fitting(assignment, limits.fitting(assignment, recording, whole=whole))
    return measured_limits(assignment.folder)


def test_a_solution_that_fits_the_defaults_keeps_none(week):
    assert kept(week(), took()) == {}


def test_what_the_solution_needs_more_of_is_kept_with_room_and_read_with_the_week(week):
    before = week()
    assert kept(before, took(seconds=2.5, megabytes=700.0, tape=20.0)) == {
        "wall_seconds": 40,
        "memory_mb": 2048,
        "tape_mb": 64,
    }
    after = week()
    assert (after.limits.wall_seconds, after.limits.memory_mb, after.limits.tape_mb) == (40.0, 2048, 64)
    assert after.digest != before.digest


def test_what_week_toml_sets_is_not_measured(week):
    """Nor is the solution given more while it is measured."""
    own = week(OWN)
    assert (limits.measuring(own).wall_seconds, limits.measuring(own).tape_mb) == (3.0, 512)
    assert kept(own, took(seconds=9.0, tape=20.0)) == {"tape_mb": 64}
    assert week(OWN).limits.wall_seconds == 3.0


def test_a_limit_of_week_toml_without_room_for_the_solution_is_a_complaint(week):
    (complaint,) = limits.narrow(week(OWN), took(seconds=2.0, tape=20.0))
    assert complaint.startswith("week.toml sets limits.wall_seconds to 3.0, and the solution alone takes 2:")
    assert [*limits.narrow(week(OWN), took(seconds=1.0))] == []


def test_a_limit_stays_while_it_fits_so_that_no_audit_changes_the_week_by_chance(week):
    kept(week(), took(tape=20.0))
    assert kept(week(), took(tape=40.0)) == {"tape_mb": 64}
    assert kept(week(), took(tape=50.0)) == {"tape_mb": 256}
    assert kept(week(), took(tape=0.1), whole=False) == {"tape_mb": 256}
    assert kept(week(), took(tape=0.1)) == {}


def test_seconds_are_those_of_the_processor():
    """A machine that is busy with other things must not widen a limit."""
    assert limits.needs(Recording("", (), cost=Cost(1.0, 0.0, {"fit": 10.0}, longest=8.0)))["wall_seconds"] == 0.8
