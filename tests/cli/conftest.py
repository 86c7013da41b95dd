from __future__ import annotations

import json
import shutil

import pytest

from autograder.__main__ import run
from tests.cli import courses
from tests.conftest import postgresql  # noqa: F401 - the same server, for the same reasons


@pytest.fixture(scope="session")
def graded_once(tmp_path_factory):
    folder = courses.course(tmp_path_factory.mktemp("course") / "course")
    courses.grade(folder, *courses.of_class())
    return folder


@pytest.fixture
def graded(graded_once, tmp_path):
    """A course whose week01 is graded, to be changed at will."""
    return shutil.copytree(graded_once, tmp_path / "course")


@pytest.fixture
def ta(graded, capsys):
    """Types a command in the course: exit code, standard output (parsed, where it is JSON), standard error."""

    def typed(*arguments):
        words = [str(one) for one in arguments]
        code = run([*words, "--course", str(graded)])
        out, err = capsys.readouterr()
        return code, json.loads(out) if "--json" in words and out else out, err

    return typed
