"""Submissions → recordings on a Dask cluster, whatever deployed it.

Solutions, checks, mistakes and names stay here.

A worker that dies costs a retry, never a mark: work whose worker dies again and again comes back BROKEN, for a person to see.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING
from uuid import uuid4

from autograder.decoding import msgpack_decoder
from autograder.errors import GraderError, UsageError
from autograder.execution import worker
from autograder.model import Assignment, Ending, Recording, Submission, Tape
from autograder.sandbox import Isolation

if TYPE_CHECKING:
    from distributed import Client, Future  # noqa: TC004 - Dask, only on a cluster

AHEAD = 2
RETRIES = 3
TIMEOUT = 120.0
_GLANCE = 5.0
_STRONGEST_FIRST = (Isolation.FULL, Isolation.CORE, Isolation.TRUSTED_ONLY)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers that have all shown the same kit.

    `isolation` is the weakest one's, and used by all of them. `running`: students whose work is out, and since when.
    """

    client: Client
    address: str
    assignment: Assignment
    isolation: Isolation
    timeout: float = TIMEOUT
    running: dict[str, float] = field(default_factory=dict)

    def recorded(self, submissions: Iterable[Submission]) -> Iterator[tuple[Submission, Recording]]:
        """Recordings as they are done.

        Never more than a few submissions a thread of the cluster are out, however large the class.
        """
        week = worker.packed(worker.worker_week(self.assignment, self.isolation))
        shared = self.client.submit(worker.shared_week, week, key=f"week-{uuid4().hex}")
        waiting: dict[Future[bytes], Submission] = {}
        rest = iter(submissions)
        try:
            while True:
                while len(waiting) < AHEAD * self._threads() and (submission := next(rest, None)):
                    work = worker.packed(worker.WorkItem(submission.digest, submission.sources))
                    sent = self.client.submit(worker.recorded, shared, work, key=f"work-{uuid4().hex}", retries=RETRIES)
                    waiting[sent] = submission
                    self.running[submission.student] = time.monotonic()
                if not waiting:
                    return
                future = self._first_done(waiting)
                submission = waiting.pop(future)
                self.running.pop(submission.student, None)
                yield submission, self._fetched(submission, future)
        finally:
            for future in waiting:
                future.cancel()

    def _fetched(self, submission: Submission, future: Future[bytes]) -> Recording:
        from distributed import KilledWorker  # noqa: PLC0415 - Dask, only on a cluster

        try:
            return msgpack_decoder(Recording).decode(future.result())
        except KilledWorker as died:
            return _broken(
                submission, self.assignment, f"More than {died.allowed_failures} workers died while they ran it."
            )
        except (CancelledError, OSError) as lost:
            raise self._lost(str(lost)) from lost

    def _first_done(self, waiting: Iterable[Future[bytes]]) -> Future[bytes]:
        from distributed import wait  # noqa: PLC0415 - as above

        alone = 0.0
        while alone < self.timeout:
            try:
                with self.client.as_current():
                    done = wait([*waiting], timeout=_GLANCE, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                alone = alone + _GLANCE if not self.client.nthreads() else 0.0
            except (CancelledError, OSError) as lost:
                raise self._lost(str(lost)) from lost
            else:
                return next(future for future in waiting if future in done)
        raise self._lost(f"No worker has been there for {self.timeout:.0f} seconds")

    def _threads(self) -> int:
        try:
            return max(1, sum(self.client.nthreads().values()))
        except OSError as lost:
            raise self._lost(str(lost)) from lost

    def _lost(self, why: str) -> GraderError:
        return GraderError(
            f"The cluster at {self.address} was lost: {why}. What was graded is kept; once scheduler and workers are "
            "back, the same command goes on from there."
        )


@contextmanager
def open_cluster(
    address: str, *, assignment: Assignment, isolation: Isolation | None = None, timeout: float = TIMEOUT
) -> Iterator[Cluster]:
    """A cluster for as long as the block lasts, every worker of it asked and warmed.

    `isolation` None takes the strongest that every worker can do. Raises GraderError that names the workers that
    do not have this kit or this torch, or cannot confine student code.
    """
    with _connected(address, timeout) as client:
        yield Cluster(client, address, assignment, _surveyed(client, address, assignment, isolation), timeout)


@contextmanager
def _connected(address: str, timeout: float) -> Iterator[Client]:
    try:
        from dask import config  # noqa: PLC0415 - as above
        from distributed import Client  # noqa: PLC0415 - as above
    except ImportError as missing:
        raise UsageError("--cluster needs Dask here: install autograder[cluster].") from missing
    with config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):  # a week's data travels once a worker
        try:
            client = Client(address, name="autograder", set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise GraderError(f"No Dask scheduler answers at {address}: {error}.") from error
        except ValueError as error:
            raise UsageError(
                f"{address!r} is no address of a Dask scheduler ({error}); write it as the scheduler prints it: tcp://HOST:8786."
            ) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=timeout)
            except TimeoutError as none:
                raise GraderError(f"The Dask scheduler at {address} has no workers; start some.") from none
            yield client


def _surveyed(client: Client, address: str, assignment: Assignment, isolation: Isolation | None) -> Isolation:
    """Ask every worker, which warms it, for the level of the weakest."""
    bare = client.run(version, "autograder", on_error="return")
    without = {name: f"It has no autograder: {said}" for name, said in bare.items() if isinstance(said, Exception)}
    if without:
        raise _refused(address, without)
    _ask_the_scheduler(client, address)
    week = worker.packed(worker.worker_week(assignment, isolation))
    answers = client.run(worker.survey, week, on_error="return")
    there = client.nthreads()  # one that died meanwhile refuses nothing
    refusals = {name: str(said) for name, said in answers.items() if isinstance(said, Exception) and name in there}
    if refusals:
        raise _refused(address, refusals)
    shown = [Isolation(said) for said in answers.values() if isinstance(said, str)]
    if not shown:
        raise _refused(address, {"every worker": "It died while it was asked."})
    return weakest(shown)


def weakest(levels: Iterable[Isolation]) -> Isolation:
    """The level that all of these can do."""
    return max(levels, key=_STRONGEST_FIRST.index)


def _ask_the_scheduler(client: Client, address: str) -> None:
    try:
        client.run_on_scheduler(version, "autograder")
    except Exception as error:  # whatever it raised there is raised here
        raise _refused(address, {"the scheduler": f"It has no autograder: {error}"}) from error


def _refused(address: str, said: dict[str, str]) -> GraderError:
    each = " ".join(f"{name}: {why}" for name, why in sorted(said.items()))
    return GraderError(
        f"The cluster at {address} cannot grade this class, nothing was run. {each} Mend or stop these, then grade again."
    )


def _broken(submission: Submission, assignment: Assignment, detail: str) -> Recording:
    """A recording of a run that failed by our fault: nothing of it may count."""
    tapes = tuple(Tape(name, Ending.BROKEN) for name in sorted(probe.id for probe in assignment.probes))
    return Recording(submission.digest, tapes, ending=Ending.BROKEN, detail=detail)
