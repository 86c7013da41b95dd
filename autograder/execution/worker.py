"""A week's public half and a submission → a recording, on a worker of a cluster.

A worker keeps its sandboxes open from one submission, and from one batch, to the next.
"""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.decoding import msgpack_decoder
from autograder.errors import GraderError
from autograder.files import digest
from autograder.grading.provenance import kit, torch_version
from autograder.model import Assignment, Exercise, Limits, Probe, Source, Submission
from autograder.sandbox import Isolation, Sandbox, open_sandbox, record

if TYPE_CHECKING:
    from distributed import Worker

MOST_WARM = 2


@dataclass(frozen=True, slots=True)
class WorkerWeek:
    """All that a worker is told of a week.

    Enough to make the calls, and nothing that judges them.
    """

    kit: str
    torch: str
    isolation: Isolation | None
    exercises: tuple[tuple[str, str], ...]  # name, module
    probes: tuple[Probe, ...]
    drivers: dict[str, str]
    data: dict[str, bytes]
    limits: Limits


@dataclass(frozen=True, slots=True)
class WorkItem:
    """All that a worker is told of a submission: not whose it is."""

    digest: str
    sources: tuple[Source, ...]


def worker_week(assignment: Assignment, isolation: Isolation | None) -> WorkerWeek:
    """The half of a week that may leave this machine, for this kit and isolation."""
    return WorkerWeek(
        kit(),
        torch_version(),
        isolation,
        tuple((exercise.name, exercise.module) for exercise in assignment.exercises),
        assignment.probes,
        dict(assignment.drivers),
        dict(assignment.data),
        assignment.limits,
    )


async def survey(packed: bytes, *, dask_worker: Worker) -> str:
    """Warm this worker for a week and return its isolation.

    Raises GraderError where its recordings would not be ours.
    """
    return await asyncio.to_thread(_survey, packed, dask_worker.state.nthreads)


def _survey(packed: bytes, jobs: int) -> str:
    asked = unpacked(packed)
    _refuse_another(asked)
    with _pool().borrowed(asked, jobs) as sandbox:
        return sandbox.isolation.value


def shared_week(packed: bytes) -> bytes:
    """A week, on the worker that fetched it.

    A task, so that the cluster can make it again when that worker dies.
    """
    return packed


def recorded(packed: bytes, work: bytes) -> bytes:
    """A submission's recording, made as `sandbox.record` makes it on one machine."""
    from distributed import get_worker  # noqa: PLC0415 - Dask, only on a cluster

    worker = get_worker()
    try:
        return _recorded(unpacked(packed), msgpack_decoder(WorkItem).decode(work), worker.state.nthreads)
    except GraderError as error:
        raise type(error)(f"The worker at {worker.address} cannot help. {error}") from None


def _recorded(asked: WorkerWeek, work: WorkItem, jobs: int) -> bytes:
    _refuse_another(asked)
    with _pool().borrowed(asked, jobs) as sandbox:
        return msgspec.msgpack.encode(
            record(Submission("", "", work.sources, work.digest), _assignment(asked), sandbox)
        )


def packed(noun: WorkerWeek | WorkItem) -> bytes:
    """As it travels. Nothing that student code could have shaped is ever pickled."""
    return msgspec.msgpack.encode(noun)


@lru_cache(maxsize=MOST_WARM)
def unpacked(packed: bytes) -> WorkerWeek:
    """The week, decoded once a batch."""
    return msgpack_decoder(WorkerWeek).decode(packed)


def _refuse_another(asked: WorkerWeek) -> None:
    if (asked.kit, asked.torch) != (kit(), torch_version()):
        raise GraderError(
            f"It has autograder {kit()} and torch {torch_version()}; this class is graded with autograder "
            f"{asked.kit} and torch {asked.torch}. Install the same on both."
        )


def _assignment(asked: WorkerWeek) -> Assignment:
    exercises = tuple(Exercise(name, module, {}) for name, module in asked.exercises)
    return Assignment("", {}, Path(), {}, exercises, asked.probes, asked.drivers, data=asked.data, limits=asked.limits)


@dataclass(slots=True)
class _PooledSandbox:
    """A sandbox, how to close it, and how many threads are using it."""

    sandbox: Sandbox
    closing: ExitStack
    users: int = 0


@dataclass
class SandboxPool:
    """The sandboxes of one worker process, the one used last at the end."""

    _warm: dict[str, _PooledSandbox] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)  # "the strongest that stands" → the one that did
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def borrowed(self, asked: WorkerWeek, jobs: int) -> Iterator[Sandbox]:
        """The sandbox for these limits, data, isolation and kit, opened if it is not.

        Idle ones beyond a few are closed.
        """
        with self._lock:
            warm = self._fetched(asked, jobs)
            warm.users += 1
            self._close_idle(MOST_WARM)
        try:
            yield warm.sandbox
        finally:
            with self._lock:
                warm.users -= 1

    def close(self) -> None:
        """Close what nobody uses."""
        with self._lock:
            self._close_idle(0)

    def _fetched(self, asked: WorkerWeek, jobs: int) -> _PooledSandbox:
        named = _name(asked)
        name = self._same.get(named, named)
        warm = self._warm.pop(name, None)
        if warm is None:
            stack = ExitStack()
            sandbox = stack.enter_context(
                open_sandbox(limits=asked.limits, isolation=asked.isolation, jobs=jobs, data=asked.data)
            )
            name = self._same[named] = _name(replace(asked, isolation=sandbox.isolation))
            with stack.pop_all() as closing:
                warm = self._warm.pop(name, None) or _PooledSandbox(sandbox, closing.pop_all())
        self._warm[name] = warm
        return warm

    def _close_idle(self, most: int) -> None:
        idle = [name for name, warm in self._warm.items() if not warm.users]
        for name in idle[: max(0, len(self._warm) - most)]:
            self._warm.pop(name).closing.close()


def _name(asked: WorkerWeek) -> str:
    return digest((asked.limits, asked.data, asked.isolation, asked.kit))


@cache
def _pool() -> SandboxPool:
    """This process's. Its sandboxes end with it, however it ends."""
    pool = SandboxPool()
    atexit.register(pool.close)
    return pool
