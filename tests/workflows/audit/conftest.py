from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Limits
from autograder.sandbox import Isolation, open_sandbox
from autograder.workflows.audit import Audit, audit
from tests import weeks
from tests.helpers import write

Audited = Callable[..., Audit]


@pytest.fixture(scope="session")
def sandbox():
    """Behind no walls: what is tried here is ours."""
    with open_sandbox(limits=Limits(), isolation=Isolation.TRUSTED_ONLY, jobs=2) as sandbox:
        yield sandbox


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "solutions" / "week01"


@pytest.fixture
def audited(folder, sandbox) -> Audited:
    """The audit of one exercise of the little week, with these pieces changed, calibrated on the way."""

    def found(only: str, *, calibrate: bool = True, **changed: str) -> Audit:
        return _audit(write(folder, weeks.losses(**changed)), sandbox, only=(only,), calibrate=calibrate)

    return found


@pytest.fixture(scope="session")
def measured(tmp_path_factory, sandbox) -> tuple[Path, Audit]:
    """The little week as it should be: its folder, calibrated, and what the audit found. Not to be changed."""
    folder = write(tmp_path_factory.mktemp("measured") / "solutions" / "week01", weeks.losses())
    return folder, _audit(folder, sandbox, calibrate=True)


@pytest.fixture(scope="session")
def weakened(tmp_path_factory, sandbox) -> Audit:
    """The same, but for one check that lets everything pass which has the right shape."""
    folder = write(
        tmp_path_factory.mktemp("weakened") / "solutions" / "week01", weeks.losses(checks=weeks.WEAK_LOSSES_CHECKS)
    )
    return _audit(folder, sandbox, only=("slide",), calibrate=True)


@pytest.fixture
def copied(measured, folder) -> Path:
    """The measured week, to be changed."""
    return shutil.copytree(measured[0], folder)


def _audit(folder: Path, sandbox, **options) -> Audit:
    with Judge(read(folder)) as judge:
        return audit(judge, sandbox, **options)
