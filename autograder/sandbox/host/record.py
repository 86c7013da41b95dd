"""A Submission and the probes of a week → its Recording: one child, and a fresh one after every probe that killed it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.model import Assignment, Cost, Ending, Fault, Limits, Probe, Recording, Submission, Tape
from autograder.recorder.wire import Frame, Request, decode_frame, encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.sandbox.host.call import Transcript
    from autograder.sandbox.host.sandbox import Sandbox

SHADOW = "~"
MOST_CHILDREN = 8


@dataclass
class _Gathered:
    """What the children of one submission have shown so far."""

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


def record(
    submission: Submission, assignment: Assignment, sandbox: Sandbox, *, probes: Iterable[Probe] | None = None
) -> Recording:
    """Make every call (or those of `probes`) of a submission's work. Never raises for what a student did.

    Calls in both precisions come first: the others are long, or far out, and may not live to see what follows.
    """
    wanted = tuple(sorted(assignment.probes if probes is None else probes, key=lambda probe: not probe.shadow))
    exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
    gathered = _Gathered()
    for _ in range(MOST_CHILDREN):
        skip = tuple(sorted(gathered.skip))
        request = Request(
            submission.sources, exercises, dict(assignment.drives), wanted, skip, definitions=gathered.definitions
        )
        if not _once_more(gathered, encode(request), wanted, sandbox, assignment.limits):
            break
    return _recording(submission, wanted, gathered)


def _once_more(
    gathered: _Gathered, payload: bytes, probes: tuple[Probe, ...], sandbox: Sandbox, limits: Limits
) -> bool:
    """Let one child go as far as it comes; whether another should try the rest."""
    transcript = sandbox.run(payload, limits)
    gathered.printed = (gathered.printed + transcript.printed)[: limits.printed_kb * 1024]
    begun = _take(gathered, transcript, {probe.exercise for probe in probes})
    gathered.ending, gathered.detail = transcript.ending, transcript.detail
    if transcript.ending in {Ending.FINISHED, Ending.BROKEN}:
        return False
    if begun is None:
        return False
    if begun in {"", SHADOW}:
        tried, gathered.definitions = gathered.definitions, True
        return not tried
    _give_up(gathered, begun, probes, transcript.ending)
    return True


def _take(gathered: _Gathered, transcript: Transcript, exercises: set[str]) -> str | None:
    """Keep every tape that ended, and what the child took; what had begun and did not end is returned."""
    gathered.cpu_seconds += transcript.cpu_seconds
    gathered.memory_mb = max(gathered.memory_mb, transcript.memory_mb)
    begun: str | None = None
    lasted = (gone - came for came, gone in pairwise(transcript.stamps))
    for raw, seconds in zip(transcript.frames, chain(lasted, repeat(0.0)), strict=False):
        try:
            frame = decode_frame(raw)
        except SubmissionError:
            continue
        begun = None if frame.ended else frame.probe
        if frame.ended:
            _keep(gathered, frame)
        elif (exercise := frame.probe.removeprefix(SHADOW).partition("/")[0]) in {"", *exercises}:
            gathered.seconds[exercise] += seconds
    return begun


def _keep(gathered: _Gathered, frame: Frame) -> None:
    gathered.skip.add(frame.probe)
    if frame.probe == "":
        gathered.faults, gathered.loaded = frame.faults, True
    for tape in frame.tapes:
        gathered.tapes.setdefault((tape.probe, tape.shadow), tape)


def _give_up(gathered: _Gathered, begun: str, probes: tuple[Probe, ...], ending: Ending) -> None:
    """What killed the child is not called again, nor is anything else of the same exercise that was not called before."""
    if begun.startswith(SHADOW):
        gathered.skip.add(begun)
        return
    exercise = begun.partition("/")[0]
    for probe in probes:
        if probe.exercise == exercise and (probe.id, False) not in gathered.tapes:
            gathered.skip |= {probe.id, SHADOW + probe.id}
            gathered.tapes.setdefault((probe.id, False), Tape(probe.id, ending))


def _recording(submission: Submission, probes: tuple[Probe, ...], gathered: _Gathered) -> Recording:
    """Every probe has a tape: what was never reached ended as the last child did."""
    rest = Ending.KILLED if gathered.ending is Ending.FINISHED else gathered.ending
    for probe in probes:
        gathered.tapes.setdefault((probe.id, False), Tape(probe.id, rest))
    ours = gathered.ending is Ending.BROKEN
    return Recording(
        submission.digest,
        tuple(gathered.tapes[key] for key in sorted(gathered.tapes)),
        gathered.faults,
        gathered.printed.decode("utf-8", "replace"),
        Ending.BROKEN if ours else Ending.FINISHED,
        gathered.detail if ours else "",
        Cost(
            round(gathered.cpu_seconds, 3),
            round(gathered.memory_mb, 1),
            {name: round(seconds, 3) for name, seconds in sorted(gathered.seconds.items())},
        ),
    )
