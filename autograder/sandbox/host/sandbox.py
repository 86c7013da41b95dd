"""A payload and limits → a Transcript, from a fresh child of a warm server, behind the strongest walls this machine has."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath

from autograder.errors import GraderError, InstructorError, IsolationError
from autograder.model import Ending, Limits
from autograder.sandbox.host.call import Call, Transcript, make
from autograder.sandbox.host.launch import Running, launch
from autograder.sandbox.host.reel import Doubt
from autograder.sandbox.host.selftest import check
from autograder.sandbox.isolation import STRONGEST_FIRST, TRUSTED_ONLY, Isolation, Walls

RECORDER = "autograder.recorder"
OVERALL_SECONDS = 600.0
_TRIES = 4
_CALLS_A_SERVER = 5000


@dataclass(frozen=True, slots=True)
class Recipe:
    """What every server of a sandbox is started with."""

    warm: str
    data: Mapping[str, bytes]
    children: int
    limits: Limits

    def start(self, walls: Walls) -> Running:
        """A fresh server that has passed its self-test. IsolationError: there can be none behind these walls."""
        running = launch(walls, warm=self.warm, data=self.data, tasks=self.children * self.limits.tasks)
        try:
            check(running, walls, self.limits)
        except BaseException:
            running.stop()
            raise
        return running


@dataclass(slots=True)
class _Shift:
    """One server's time on duty."""

    running: Running
    begun: int = 0
    flying: int = 0
    over: bool = False


@dataclass(slots=True)
class Sandbox:
    """It owns a fork server, and a fresh one when that is old or suspect. Any number of threads may call run()."""

    walls: Walls
    _recipe: Recipe
    _keeper: ThreadPoolExecutor  # its one thread starts the servers, and lives as long as they do
    _shift: _Shift | None
    _turns: threading.BoundedSemaphore
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def isolation(self) -> Isolation:
        """What may be said of it in a report."""
        return self.walls.isolation

    def run(
        self,
        payload: bytes,
        limits: Limits | None = None,
        *,
        overall_seconds: float = OVERALL_SECONDS,
        entry: str = RECORDER,
    ) -> Transcript:
        """Have a fresh child perform the payload. Never raises for what a student did; where in doubt it tries again."""
        call = Call(entry, payload, limits or self._recipe.limits, overall_seconds)
        with self._turns:
            for _ in range(_TRIES):
                transcript, doubt = self._attempt(call)
                if doubt is Doubt.NONE:
                    break
        return transcript

    def close(self) -> None:
        """End the server and every child of it."""
        with self._lock:
            self._relieve()
        self._keeper.shutdown()

    def _attempt(self, call: Call) -> tuple[Transcript, Doubt]:
        try:
            with self._on_duty() as shift:
                transcript, doubt = make(call, shift.running)
                shift.over = shift.over or doubt is Doubt.OF_THE_SERVER
        except GraderError as error:
            return Transcript((), Ending.BROKEN, detail=str(error)), Doubt.OF_THE_SERVER
        return transcript, doubt

    @contextmanager
    def _on_duty(self) -> Iterator[_Shift]:
        """A server to call, which is not stopped before the call is over."""
        with self._lock:
            if self._shift is None or self._shift.over or self._shift.begun >= _CALLS_A_SERVER:
                self._relieve()
                self._shift = _Shift(self._keeper.submit(self._recipe.start, self.walls).result())
            shift = self._shift
            shift.begun += 1
            shift.flying += 1
        try:
            yield shift
        except GraderError:
            shift.over = True
            raise
        finally:
            with self._lock:
                shift.flying -= 1
                if shift is not self._shift and not shift.flying:
                    shift.running.stop()

    def _relieve(self) -> None:
        """Take the server off duty; the last call in flight stops it."""
        shift, self._shift = self._shift, None
        if shift is not None and not shift.flying:
            shift.running.stop()


@contextmanager
def open_sandbox(
    *,
    limits: Limits,
    isolation: Isolation | None = None,
    jobs: int = 1,
    data: Mapping[str, bytes] | None = None,
) -> Iterator[Sandbox]:
    """A sandbox for as long as the block lasts, with a server that has warmed the recorder.

    `isolation` None takes the strongest walls that stand here, CORE at the least; `jobs` is how many children may be
    alive at once; `data` are files that a child finds as data/<name>. Raises IsolationError where the walls cannot stand.
    """
    if isolation is Isolation.TRUSTED_ONLY:
        choices: tuple[Walls, ...] = (TRUSTED_ONLY,)
    else:
        choices = tuple(walls for walls in STRONGEST_FIRST if isolation in {None, walls.isolation})
    with open_behind(choices, limits=limits, jobs=jobs, data=data) as sandbox:
        yield sandbox


@contextmanager
def open_behind(
    choices: tuple[Walls, ...],
    *,
    limits: Limits,
    jobs: int = 1,
    data: Mapping[str, bytes] | None = None,
    warm: str = RECORDER,
) -> Iterator[Sandbox]:
    """A sandbox behind the first of these walls that stands. `warm` is the module whose warm() prepares the server."""
    for name in data or {}:
        if not name or PurePath(name).name != name:
            raise InstructorError(
                f"The data file {name!r} is not a plain file name; a child could not find it in data/."
            )
    recipe = Recipe(warm, data or {}, jobs, limits)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox") as keeper:
        walls, running = keeper.submit(_first_to_stand, recipe, choices).result()
        sandbox = Sandbox(walls, recipe, keeper, _Shift(running), threading.BoundedSemaphore(jobs))
        try:
            yield sandbox
        finally:
            sandbox.close()


def _first_to_stand(recipe: Recipe, choices: tuple[Walls, ...]) -> tuple[Walls, Running]:
    reasons = []
    for walls in choices:
        try:
            return walls, recipe.start(walls)
        except IsolationError as error:
            reasons.append(f"Behind {walls}: {str(error).rstrip('.')}.")
    raise IsolationError(
        f"Student code cannot be confined here as asked. {' '.join(reasons)} `autograder doctor` says what is missing; "
        "--trusted-only runs it without walls, and every report made that way says so."
    )
