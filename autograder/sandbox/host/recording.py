"""A Submission and the probes of a week → its Recording.

One child, and a fresh one after every probe that killed it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise, repeat
from typing import TYPE_CHECKING, TypeVar

from autograder.errors import SubmissionError
from autograder.model import Assignment, Cost, Ending, Fault, Limits, Probe, Recording, Submission, Tape
from autograder.recorder.wire import Frame, Request, decode_frame, encode
from autograder.sandbox.host.tape_limits import SHADOW, TapeLimits

if TYPE_CHECKING:
    from autograder.sandbox.host.sandbox import Sandbox
    from autograder.sandbox.host.session import Transcript

MOST_CHILDREN = 8
MOST_SECONDS = 600.0
"""By the clock, for one submission with all its children."""
_LEAST_SECONDS, _LEAST_BYTES = 1.0, 1 << 10
AHEAD = 2
"""Recordings a thread that may be under way or wait to be judged."""

Job = TypeVar("Job")


@dataclass
class _Partial:
    """Shown so far by all children of one submission, and left for the next."""

    limits: TapeLimits
    tape_bytes: int
    seconds_left: float

    tapes: dict[tuple[str, bool], Tape] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    printed: bytes = b""
    loaded: bool = False
    skip: set[str] = field(default_factory=set)
    definitions: bool = False
    ending: Ending = Ending.FINISHED
    detail: str = ""
    cpu_seconds: float = 0.0
    memory_mb: float = 0.0
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    longest: float = 0.0
    written: int = 0


def record(
    submission: Submission,
    assignment: Assignment,
    sandbox: Sandbox,
    *,
    probes: Iterable[Probe] | None = None,
    tape_limits: TapeLimits | None = None,
    most_seconds: float = MOST_SECONDS,
) -> Recording:
    """Make every call (or those of `probes`) of a submission's work.

    Never raises for what a student did. `tape_limits` are those of the week where none are given; `most_seconds` by the clock.

    Calls in both precisions come first: the others are long, or far out, and may not live to see what follows.
    """
    wanted = tuple(sorted(assignment.probes if probes is None else probes, key=lambda probe: not probe.shadow))
    exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
    limits = tape_limits or TapeLimits.of(assignment, wanted)
    partial = _Partial(limits, assignment.limits.tape_mb << 20, most_seconds)
    for _ in range(MOST_CHILDREN):
        skip = tuple(sorted(partial.skip))
        request = Request(
            submission.sources, exercises, dict(assignment.drivers), wanted, skip, definitions=partial.definitions
        )
        if not _run_child(partial, encode(request), wanted, sandbox, assignment.limits):
            break
    return _recording(submission, wanted, partial)


def recorded_ahead(
    jobs: Iterable[Job], record_job: Callable[[Job], Recording], *, threads: int, in_order: bool = True
) -> Iterator[tuple[Job, Recording]]:
    """Record a few jobs ahead of the reader.

    Out of their order, one that takes long holds up none that came after.


    A reader who leaves early waits for none of them.
    """
    waiting: dict[Future[Recording], Job] = {}
    rest = iter(jobs)
    pool = ThreadPoolExecutor(threads, thread_name_prefix="record")
    try:
        while True:
            for job in islice(rest, AHEAD * threads - len(waiting)):
                waiting[pool.submit(record_job, job)] = job
            if not waiting:
                return
            future = next(iter(waiting)) if in_order else _first_done(waiting)
            yield waiting.pop(future), future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _first_done(waiting: Iterable[Future[Recording]]) -> Future[Recording]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    return next(future for future in waiting if future in done)


def _run_child(partial: _Partial, payload: bytes, probes: tuple[Probe, ...], sandbox: Sandbox, limits: Limits) -> bool:
    """Let one child go as far as it comes; True where another should try the rest."""
    transcript = sandbox.run(payload, limits, overall_seconds=partial.seconds_left, tape_bytes=partial.tape_bytes)
    partial.seconds_left -= transcript.seconds - transcript.waited
    written = sum(map(len, transcript.frames))
    partial.tape_bytes -= written
    partial.written += written
    partial.printed = (partial.printed + transcript.printed)[: limits.printed_kb * 1024]
    done = len(partial.skip)
    begun = _take(partial, transcript, {probe.exercise for probe in probes})
    partial.ending, partial.detail = transcript.ending, transcript.detail
    if transcript.ending in {Ending.FINISHED, Ending.BROKEN}:
        return False
    if partial.seconds_left < _LEAST_SECONDS or partial.tape_bytes < _LEAST_BYTES:
        return False
    if begun is None:  # it died between two calls
        return len(partial.skip) > done
    if begun in {"", SHADOW}:
        tried, partial.definitions = partial.definitions, True
        return not tried
    _give_up(partial, begun, probes, transcript.ending)
    return True


def _take(partial: _Partial, transcript: Transcript, exercises: set[str]) -> str | None:
    """Keep every tape that ended, and the child's cost.

    The name of what had begun and did not end is returned.
    """
    partial.cpu_seconds += transcript.cpu_seconds
    partial.memory_mb = max(partial.memory_mb, transcript.memory_mb)
    begun: str | None = None
    lasted = (gone - came for came, gone in pairwise(transcript.stamps))
    frames = transcript.frames[: partial.limits.most_frames]
    for raw, seconds in zip(frames, chain(lasted, repeat(0.0)), strict=False):
        try:
            frame = partial.limits.admit(decode_frame(raw))
        except SubmissionError:
            continue
        begun = None if frame.ended else frame.probe
        if frame.ended:
            _keep(partial, frame)
        elif (exercise := frame.probe.removeprefix(SHADOW).partition("/")[0]) in {"", *exercises}:
            partial.seconds[exercise] += seconds
            partial.longest = max(partial.longest, seconds)
    return begun


def _keep(partial: _Partial, frame: Frame) -> None:
    partial.skip.add(frame.probe)
    if frame.probe == "":
        partial.faults, partial.loaded = frame.faults, True
    for tape in frame.tapes:
        partial.tapes.setdefault((tape.probe, tape.shadow), tape)


def _give_up(partial: _Partial, begun: str, probes: tuple[Probe, ...], ending: Ending) -> None:
    """Skip the probe that killed the child, and the rest of its exercise."""
    if begun.startswith(SHADOW):
        partial.skip.add(begun)
        return
    exercise = begun.partition("/")[0]
    for probe in probes:
        if probe.exercise == exercise and (probe.id, False) not in partial.tapes:
            partial.skip |= {probe.id, SHADOW + probe.id}
            partial.tapes.setdefault((probe.id, False), Tape(probe.id, ending))


def _recording(submission: Submission, probes: tuple[Probe, ...], partial: _Partial) -> Recording:
    """Give every probe a tape.

    One that was never reached ended as the last child did.
    """
    rest = Ending.KILLED if partial.ending is Ending.FINISHED else partial.ending
    for probe in probes:
        partial.tapes.setdefault((probe.id, False), Tape(probe.id, rest))
    ours = partial.ending is Ending.BROKEN
    return Recording(
        submission.digest,
        tuple(partial.tapes[key] for key in sorted(partial.tapes)),
        partial.faults,
        partial.printed.decode("utf-8", "replace"),
        Ending.BROKEN if ours else Ending.FINISHED,
        partial.detail if ours else "",
        Cost(
            round(partial.cpu_seconds, 3),
            round(partial.memory_mb, 1),
            {name: round(seconds, 3) for name, seconds in sorted(partial.seconds.items())},
            round(partial.longest, 3),
            partial.written,
        ),
    )
