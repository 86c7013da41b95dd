"""One class of hostile programs for all tests of doors: laid out once, its week opened once."""

from __future__ import annotations

import pytest

from tests.attacks import classes, evidence
from tests.attacks.room import clock, room
from tests.integrations.conftest import environment, tool  # noqa: F401 - the same tools

SECONDS = 5.0


@pytest.fixture
def secret_in_reach():
    """A secret that each program could read, and little time for each, as long as one test lasts."""
    with evidence.canary(), clock(SECONDS):
        yield


@pytest.fixture(scope="session")
def a_class(tmp_path_factory):
    """A few programs of every family and two honest students."""
    with room(tmp_path_factory.mktemp("doors"), classes.students(classes.a_few())) as there:
        yield there


@pytest.fixture(scope="session")
def few(a_class):
    """For doors that take seconds for each."""
    everybody = [*a_class.who]
    return [*everybody[:: 1 + len(everybody) // 7], classes.LAST]
