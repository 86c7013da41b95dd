"""What a machine can enforce, as data."""

from __future__ import annotations

import pytest

from autograder.errors import IsolationError
from autograder.model import Limits
from autograder.sandbox import Finding, doctor
from autograder.sandbox.host.selftest import attacks, attempt, check
from autograder.sandbox.protocol import STRONGEST_FIRST, Isolation

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def findings():
    """Of this machine."""
    return doctor()


def test_the_last_finding_is_what_grade_will_use(findings, full):
    assert findings[-1] == Finding("isolation", ok=True, detail=full.isolation)


def test_every_set_of_layers_is_tried(findings):
    names = {finding.name for finding in findings}
    assert {f"{layers.isolation}: {layers}" for layers in STRONGEST_FIRST} <= names


def test_every_attack_is_reported(findings):
    tried = {finding.name for finding in findings if finding.name.startswith("attack: ")}
    assert tried == {f"attack: {name}" for name, _ in attacks(Limits(), 0)}


def test_every_finding_says_something(findings):
    assert all(finding.detail for finding in findings)


def test_an_attack_that_comes_through_is_seen(trusted):
    """The self-test can fail: without layers it does."""
    against = (("accounts", "open('/etc/passwd')"), ("nothing", "raise OSError"))
    tried = attempt(trusted._lease.server, Limits(), against)
    assert [(attack.name, attack.held) for attack in tried] == [("accounts", False), ("nothing", True)]


def test_layers_that_let_an_attack_through_do_not_count(trusted):
    """Limits alone are not CORE, whatever they call themselves."""
    with pytest.raises(IsolationError):
        check(trusted._lease.server, STRONGEST_FIRST[-1], Limits())


def test_without_layers_only_honest_work_is_asked_for(trusted):
    assert trusted.isolation is Isolation.TRUSTED_ONLY


def test_as_many_threads_are_tried_as_are_too_many_whoever_else_of_that_user_ends():
    (threads,) = (source for name, source in attacks(Limits(tasks=48), 500) if name == "threads")
    assert "range(549)" in threads
