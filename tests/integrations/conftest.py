"""One small course, released for every system, and the points that our own grading gives the students' work."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from autograder.assignment.stub import cut
from autograder.handout import FORMATS, publish
from autograder.integrations.examiner import examiner, work
from autograder.workflows import opening
from tests.integrations.students import WORK, written
from tests.weeks import course


@dataclass(frozen=True)
class Course:
    """The secret week, a folder a format, and our own grades: points by exercise, by student."""

    week: Path
    folder: Path
    points: dict[str, dict[str, float]]

    def handout(self):
        return (self.folder / "files" / "week99.ipynb").read_text("utf-8")


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    root = tmp_path_factory.mktemp("released")
    week = course(root / "course")
    with opening.open_week(str(week), root) as (assignment, _):
        for name in FORMATS:
            publish(cut(assignment), root / name, formats=(name,), assignment=assignment)
    handout = (root / "files" / "week99.ipynb").read_text("utf-8")
    with examiner(week) as open_week:
        points = {student: _points(open_week, written(handout, student)) for student in WORK}
    return Course(week, root, points)


HERE = Path(sys.executable).parent


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """This environment's, in a home of its own."""
    home = str(tmp_path_factory.mktemp("home"))
    path = f"{HERE}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": home, "OPENBLAS_NUM_THREADS": "1"}


@pytest.fixture(scope="session")
def tool(environment):
    """Runs a tool of this environment: tool("nbgrader", "autograde", "week99", cwd=folder)."""

    def run(name, *arguments, cwd, **more):
        words, env = [HERE / name, *arguments], environment | more
        done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def cells(notebook):
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def _points(open_week, notebook):
    submission = work("week99.ipynb", notebook.encode(), open_week.assignment, student="s")
    found: dict[str, float] = {}
    exercises = {check.name: check.exercise for check in open_week.assignment.checks}
    for mark in open_week.grade(submission).marks:
        name = exercises[mark.verdict.check]
        found[name] = found.get(name, 0.0) + mark.points
    return found


@pytest.fixture(scope="session")
def serving(environment):
    """Starts a Jupyter server of this environment on a free port, and asks it: `server.get(address)`."""

    @contextmanager
    def start(name, *options, cwd):
        token = "of-the-tests"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = [HERE / name, "--no-browser", "--allow-root", f"--port={port}", f"--IdentityProvider.token={token}"]
        with subprocess.Popen([*words, *options], cwd=cwd, env=environment, stderr=subprocess.DEVNULL) as running:
            try:
                with httpx.Client(
                    base_url=f"http://127.0.0.1:{port}",
                    headers={"Authorization": f"token {token}"},
                    transport=httpx.HTTPTransport(retries=0),
                    timeout=60,
                    follow_redirects=True,
                ) as client:
                    yield _answering(client, running)
            finally:
                running.terminate()

    return start


def _answering(client, running):
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        try:
            client.get("api").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return client
    raise AssertionError(f"the server did not answer; its exit code is {running.poll()}")
