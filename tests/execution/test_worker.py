"""What leaves this machine, and what a worker keeps open."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from autograder.assignment import read
from autograder.errors import GraderError
from autograder.execution import worker
from autograder.execution.cluster import weakest
from autograder.model import Check, Limits, Source, Submission
from autograder.sandbox import Isolation
from tests import weeks
from tests.helpers import write

SECRET = "torch.mean((y - yhat) ** 2)"


@pytest.fixture
def assignment(tmp_path):
    week = read(write(tmp_path / "solutions" / "week01", weeks.files()))
    return replace(week, checks=(Check("mse_averages", "mse", 1.0, "mse/lecture", {}),), data={"iris.csv": b"1,2\n"})


def test_no_solution_check_mistake_or_folder_leaves_this_machine(assignment):
    assert any(SECRET in source for source in assignment.sources.values())
    sent = worker.packed(worker.worker_week(assignment, None)).decode("latin-1")
    secrets = (SECRET, "mse_averages", "mse__sums", "Hint", "climbs", str(assignment.folder))
    assert [secret for secret in secrets if secret in sent] == []


def test_a_workers_week_says_what_it_takes_to_make_the_calls_and_nothing_else(assignment):
    sent = worker.unpacked(worker.packed(worker.worker_week(assignment, None)))
    assert {field.name for field in msgspec.inspect.type_info(worker.WorkerWeek).fields} == {
        "kit", "torch", "isolation", "exercises", "probes", "drivers", "data", "limits"
    }  # fmt: skip
    assert (sent.probes, sent.data, sent.limits) == (assignment.probes, assignment.data, assignment.limits)


def test_work_does_not_say_whose_it_is():
    one = Submission("20240001", "week01", (Source("a.py", ("x = 1",)),), "digest")
    assert b"20240001" not in worker.packed(worker.WorkItem(one.digest, one.sources))


def test_another_torch_is_refused_by_version(assignment):
    asked = replace(worker.worker_week(assignment, None), torch="1.0")
    with pytest.raises(GraderError, match=r"graded with autograder .* and torch 1\.0"):
        worker._refuse_another(asked)


def test_a_cluster_is_as_strong_as_its_weakest_worker():
    assert weakest([Isolation.FULL, Isolation.CORE, Isolation.FULL]) is Isolation.CORE


@pytest.mark.slow
@pytest.mark.real
def test_a_worker_opens_a_sandbox_once_for_the_same_week(assignment):
    pool, asked = worker.SandboxPool(), worker.worker_week(assignment, Isolation.TRUSTED_ONLY)
    with pool.borrowed(asked, 1) as first:
        pass
    with pool.borrowed(replace(asked, probes=()), 1) as second:
        assert second is first
    with pool.borrowed(replace(asked, limits=Limits(wall_seconds=3)), 1) as third:
        assert third is not first
    pool.close()
    assert pool._warm == {}
