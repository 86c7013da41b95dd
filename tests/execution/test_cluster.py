"""A class on real Dask processes, one of them killed on the way, is the class on this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import dask.config
import msgspec
import pytest

import autograder
from autograder.errors import GraderError
from autograder.execution.cluster import open_cluster
from autograder.execution.local import open_pool
from autograder.grading import provenance
from autograder.model import Ending, Signed, Source, Status, Submission
from autograder.sandbox import Isolation
from autograder.workflows.feedback import FeedbackFolder
from autograder.workflows.grade import grade_works
from autograder.workflows.opening import open_week
from tests import weeks
from tests.execution.clusters import cluster, until_joined
from tests.helpers import write

pytestmark = [pytest.mark.slow, pytest.mark.real]
NOW = datetime(2026, 4, 1, tzinfo=UTC)
SLOWLY = "\nimport time\ntime.sleep(0.7)\nprint('here')\n"
KILL_THE_WORKER = """
import os, signal
def parent(pid):
    return int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
pid = os.getpid()
while "dask" not in open(f"/proc/{pid}/cmdline").read():
    pid = parent(pid)
    assert pid > 1
os.kill(pid, signal.SIGKILL)
"""


def handed_in(student: str, source: str) -> Submission:
    return Submission(student, "week01", (Source("regression.py", (source,)),), f"digest-{student}")


CLASS = tuple(
    handed_in(f"2024000{place}", source + SLOWLY)
    for place, source in enumerate(
        (
            weeks.SOLUTION,
            weeks.fit_with(("torch.mean", "torch.sum")),
            weeks.fit_with(("- lr *", "+ lr *")),
            weeks.fit_with(("range(epochs)", "range(epochs - 1)")),
            "raise ValueError('not today')",
            weeks.fit_with(("        What.grad = None\n", "")),
            weeks.SOLUTION.replace("torch.sqrt", ""),
            weeks.SOLUTION,
        )
    )
)


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    write(folder / "solutions" / "week01", weeks.files())
    with open_week("week01", folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster"), "first", "second") as machines:
        yield machines


def graded(week, runner, out: Path, on_report=lambda: None) -> list[bytes]:
    """Reports as bytes."""
    assignment, judge = week
    pages = FeedbackFolder(out, assignment, judge)
    reports = []
    for report, _ in grade_works(judge, CLASS, runner=runner, signed=Signed("", NOW), pages=pages):
        reports.append(msgspec.json.encode(report))
        on_report()
    return sorted(reports)


def by_student(recordings):
    return sorted(recordings, key=lambda pair: pair[0].student)


def pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(week, tmp_path_factory):
    """Reports, pages and recordings of the class on this machine."""
    out = tmp_path_factory.mktemp("here")
    assignment = week[0]
    with open_pool(assignment, jobs=1) as pool:
        return graded(week, pool, out), pages(out), by_student(pool.recorded(CLASS))


def test_a_worker_killed_mid_class_changes_no_byte(week, machines, here, tmp_path):
    shown = []

    def kill_after_the_second() -> None:
        shown.append(1)
        if len(shown) == 2:
            machines.kill("second")

    with open_cluster(machines.address, assignment=week[0]) as there:
        reports = graded(week, there, tmp_path, kill_after_the_second)
    assert reports == here[0]
    assert pages(tmp_path) == here[1]


def test_recordings_come_back_as_one_machine_makes_them(week, machines, here):
    with open_cluster(machines.address, assignment=week[0]) as there:
        assert by_student(there.recorded(CLASS)) == here[2]


def test_few_submissions_are_out_at_once(week, machines):
    taken = []
    with open_cluster(machines.address, assignment=week[0]) as there:
        recordings = there.recorded(taken.append(one) or one for one in CLASS)
        next(recordings)
        recordings.close()
        assert len(taken) <= 2 * len(there.client.nthreads()) < len(CLASS)


def test_the_command_grades_on_a_cluster(week, machines, tmp_path):
    write(tmp_path / "handed in", {"20240001/regression.py": weeks.SOLUTION})
    asked = ("--cluster", machines.address, "--out", tmp_path / "out", "--store", tmp_path / "ag.db", "--json")
    command = ("autograder", "grade", week[0].folder, tmp_path / "handed in", *asked)
    done = subprocess.run(
        [sys.executable, "-m", *map(str, command)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert [report["points"] for report in json.loads(done.stdout)["reports"]] == [9]


def test_a_worker_with_another_kit_is_refused_by_name(week, tmp_path):
    shutil.copytree(Path(autograder.__file__).parent, tmp_path / "other" / "autograder")
    with (tmp_path / "other" / "autograder" / "errors.py").open("a") as file:
        file.write("# changed\n")
    with cluster(tmp_path) as machines:
        machines.add("other", PYTHONPATH=str(tmp_path / "other"))
        until_joined(machines, 1)
        with (
            pytest.raises(
                GraderError,
                match=rf"tcp://127\.0\.0\.1:\d+: It has autograder .* is graded with .*{provenance.kit()[-12:]}",
            ),
            open_cluster(machines.address, assignment=week[0]),
        ):
            pass


def test_work_whose_worker_died_too_often_is_ungraded_and_the_class_goes_on(week, tmp_path):
    with (
        cluster(tmp_path, "first", "second", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as machines,
        open_cluster(machines.address, assignment=week[0], isolation=Isolation.TRUSTED_ONLY) as there,
    ):
        assert there.isolation is Isolation.TRUSTED_ONLY
        work = handed_in("20240009", KILL_THE_WORKER)
        ((report, _),) = grade_works(week[1], [work], runner=there, signed=Signed("", NOW))
        ((_, after),) = there.recorded([CLASS[0]])
    assert report.status is Status.UNGRADED
    assert after.ending is Ending.FINISHED


def test_no_scheduler_is_said_plainly(week):
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),  # for nobody; users have Dask's 30
        pytest.raises(GraderError, match="No Dask scheduler answers"),
        open_cluster("tcp://127.0.0.1:9", assignment=week[0]),
    ):
        pass


def test_the_command_line_does_without_dask_until_it_is_asked_for():
    seen = "import sys, autograder.cli.grade, autograder.execution.cluster; print({'dask', 'distributed'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
