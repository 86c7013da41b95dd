"""A payload and limits → a Transcript, from a fresh child of a warm server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from autograder.errors import GraderError, InstructorError, IsolationError, TooBusyError
from autograder.model import Ending, Limits
from autograder.sandbox.host.selftest import check
from autograder.sandbox.host.server_process import ServerProcess, launch
from autograder.sandbox.host.session import ChildTask, Transcript, run_child
from autograder.sandbox.host.tape_reader import Retry
from autograder.sandbox.protocol import STRONGEST_FIRST, TRUSTED_ONLY, Isolation, Layers

RECORDER = "autograder.recorder"
OVERALL_SECONDS = 600.0
_TRIES = 4
_CALLS_A_SERVER = 5000


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Every server of a sandbox is started with these."""

    warm: str
    data: Mapping[str, bytes]
    children: int
    limits: Limits

    def start(self, layers: Layers) -> ServerProcess:
        """A fresh server that has passed its self-test.

        IsolationError: there can be none behind these layers.
        """
        server = launch(layers, warm=self.warm, data=self.data, tasks=self.children * self.limits.tasks)
        try:
            check(server, layers, self.limits)
        except BaseException:
            server.stop()
            raise
        return server


@dataclass(slots=True)
class _Lease:
    """One server in use.

    How many calls it has had, how many are in flight, and if it is to be replaced.
    """

    server: ServerProcess
    calls: int = 0
    in_flight: int = 0
    suspect: bool = False


@dataclass(slots=True)
class Sandbox:
    """It owns a fork server, and a fresh one when that is old or suspect.

    Any number of threads may call run().
    """

    layers: Layers
    _settings: ServerSettings
    _keeper: ThreadPoolExecutor  # its one thread starts the servers, and lives as long as they do
    _lease: _Lease | None
    _slots: threading.BoundedSemaphore
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _abandoned: bool = False

    @property
    def isolation(self) -> Isolation:
        """The level that a report may claim."""
        return self.layers.isolation

    def run(
        self,
        payload: bytes,
        limits: Limits | None = None,
        *,
        overall_seconds: float = OVERALL_SECONDS,
        tape_bytes: int | None = None,
        entry: str = RECORDER,
    ) -> Transcript:
        """Have a fresh child perform the payload.

        Never raises for what a student did; where in doubt it tries again.
        """
        allowed = limits or self._settings.limits
        room = allowed.tape_mb << 20 if tape_bytes is None else tape_bytes
        task = ChildTask(entry, payload, allowed, overall_seconds, room)
        with self._slots:
            began = time.monotonic()
            for _ in range(_TRIES):
                transcript, retry = self._attempt(task)
                took = time.monotonic() - began
                if retry is Retry.NO or took >= overall_seconds:
                    break
                task = replace(task, overall_seconds=overall_seconds - took)
        return replace(transcript, seconds=took)

    def close(self) -> None:
        """End the server once no call is under way."""
        with self._lock:
            self._retire()
        self._keeper.shutdown(wait=not self._abandoned)

    def abandon(self) -> None:
        """Kill every child now; calls under way, and all later ones, end BROKEN."""
        with self._lock:
            self._abandoned = True
            if self._lease is not None:
                self._lease.server.hang_up()

    def _attempt(self, task: ChildTask) -> tuple[Transcript, Retry]:
        try:
            with self._leased() as lease:
                transcript, retry = run_child(task, lease.server)
                lease.suspect = lease.suspect or retry is Retry.FRESH_SERVER
        except GraderError as error:
            return Transcript((), Ending.BROKEN, detail=str(error)), Retry.FRESH_SERVER
        return transcript, retry

    @contextmanager
    def _leased(self) -> Iterator[_Lease]:
        """A server to call, which is not stopped before the call is over."""
        with self._lock:
            if self._abandoned:
                raise GraderError("The sandbox was left before this was done.")
            if self._lease is None or self._lease.suspect or self._lease.calls >= _CALLS_A_SERVER:
                self._retire()
                self._lease = _Lease(self._keeper.submit(self._settings.start, self.layers).result())
            lease = self._lease
            lease.calls += 1
            lease.in_flight += 1
        try:
            yield lease
        except GraderError:
            lease.suspect = True
            raise
        finally:
            with self._lock:
                lease.in_flight -= 1
                if lease is not self._lease and not lease.in_flight:
                    lease.server.stop()

    def _retire(self) -> None:
        """Give the server no more calls; the last one in flight stops it."""
        lease, self._lease = self._lease, None
        if lease is not None and not lease.in_flight:
            lease.server.stop()


@contextmanager
def open_sandbox(
    *,
    limits: Limits,
    isolation: Isolation | None = None,
    jobs: int = 1,
    data: Mapping[str, bytes] | None = None,
) -> Iterator[Sandbox]:
    """A sandbox for as long as the block lasts, the recorder warm in its server.

    `isolation` None takes the strongest that stands here, CORE at the least; `jobs` is how many children may be alive at
    once; `data` are files that a child finds as data/<name>. Raises IsolationError where no such isolation stands.
    """
    if isolation is Isolation.TRUSTED_ONLY:
        choices: tuple[Layers, ...] = (TRUSTED_ONLY,)
    else:
        choices = tuple(layers for layers in STRONGEST_FIRST if isolation in {None, layers.isolation})
    with open_with_layers(choices, limits=limits, jobs=jobs, data=data) as sandbox:
        yield sandbox


@contextmanager
def open_with_layers(
    choices: tuple[Layers, ...],
    *,
    limits: Limits,
    jobs: int = 1,
    data: Mapping[str, bytes] | None = None,
    warm: str = RECORDER,
) -> Iterator[Sandbox]:
    """A sandbox behind the first of these layers that stands.

    `warm` is the module whose warm() prepares the server.
    """
    for name in data or {}:
        if not name or PurePath(name).name != name:
            raise InstructorError(
                f"The data file {name!r} is not a plain file name; a child could not find it in data/."
            )
    settings = ServerSettings(warm, data or {}, jobs, limits)
    keeper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox")
    try:
        layers, server = keeper.submit(_first_to_stand, settings, choices).result()
    except BaseException:
        keeper.shutdown(wait=False)
        raise
    sandbox = Sandbox(layers, settings, keeper, _Lease(server), threading.BoundedSemaphore(jobs))
    try:
        yield sandbox
    except BaseException:
        sandbox.abandon()  # nobody is there to take what still runs
        raise
    finally:
        sandbox.close()


def _first_to_stand(settings: ServerSettings, choices: tuple[Layers, ...]) -> tuple[Layers, ServerProcess]:
    reasons = []
    for layers in choices:
        try:
            return layers, settings.start(layers)
        except TooBusyError:
            raise
        except IsolationError as error:
            reasons.append(f"Behind {layers}: {str(error).rstrip('.')}.")
    raise IsolationError(
        f"Student code cannot be confined here as asked. {' '.join(reasons)} `autograder doctor` says what is missing; "
        "--trusted-only runs it without walls, and every report made that way says so."
    )
