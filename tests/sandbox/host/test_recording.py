"""What kills a child costs the call that did it and what had not come yet, not what was seen before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from autograder.model import Assignment, Ending, Exercise, Probe, Submission, Tape
from autograder.recorder.wire import Frame, decode_request, encode
from autograder.sandbox import Transcript, record

EXERCISES = tuple(Exercise(name, "loops", {"ko": "", "en": ""}) for name in ("fit", "mse"))
PROBES = (
    Probe("fit", "long", {}, shadow=False),
    Probe("fit", "short", {}),
    Probe("fit", "other", {}),
    Probe("mse", "lecture", {}),
)
WEEK = Assignment("week01", {}, Path(), {}, EXERCISES, PROBES)
WORK = Submission("kim", "week01", (), "digest")


@dataclass
class Walked:
    """Stands for a sandbox in which every call ends well but one, which never does."""

    endless: str

    def run(self, payload, _limits, **_left):
        request = decode_request(payload)
        frames = []
        for mark in ("", "~"):
            frames.append(Frame(mark, ended=True))
            for probe in request.probes:
                name = mark + probe.id
                if name in request.skip or (mark and not probe.shadow):
                    continue
                frames.append(Frame(name))
                if name == self.endless:
                    return Transcript(tuple(map(encode, frames)), Ending.TIMED_OUT)
                frames.append(Frame(name, ended=True, tapes=(Tape(probe.id, Ending.FINISHED, shadow=bool(mark)),)))
        return Transcript(tuple(map(encode, frames)), Ending.FINISHED)


def endings(endless):
    recording = record(WORK, WEEK, Walked(endless))
    return {f"{'~' * tape.shadow}{tape.probe}": tape.ending for tape in recording.tapes}


def test_a_loop_that_is_too_slow_at_its_longest_keeps_what_it_showed_before():
    """6000 epochs on n×n numbers take minutes; the first few of them say what is wrong."""
    found = endings("fit/long")
    assert found.pop("fit/long") is Ending.TIMED_OUT
    assert set(found) == {"fit/short", "~fit/short", "fit/other", "~fit/other", "mse/lecture", "~mse/lecture"}
    assert set(found.values()) == {Ending.FINISHED}


def test_what_an_exercise_took_is_the_time_between_its_frames():
    """Two frames a probe and one more at the child's end, a second apart; what is no exercise is nobody's."""
    walked = Walked("")

    class Timed:
        def run(self, payload, limits, **left):
            came = walked.run(payload, limits, **left)
            stamps = tuple(map(float, range(len(came.frames) + 1)))
            return replace(came, stamps=stamps, cpu_seconds=2.5, memory_mb=300.0)

    cost = record(WORK, WEEK, Timed()).cost
    assert (cost.cpu_seconds, cost.memory_mb, cost.seconds) == (2.5, 300.0, {"fit": 5.0, "mse": 2.0})


def test_a_call_that_never_ends_takes_the_rest_of_its_exercise_with_it():
    found = endings("fit/short")
    assert {name for name, ending in found.items() if ending is Ending.TIMED_OUT} == {
        "fit/long",
        "fit/short",
        "fit/other",
    }


@pytest.mark.parametrize("endless", ["fit/short", "~fit/short"])
def test_other_exercises_are_called_all_the_same(endless):
    assert endings(endless)["mse/lecture"] is Ending.FINISHED


def test_a_shadow_that_never_ends_costs_no_more_than_itself():
    found = endings("~fit/short")
    assert (found["fit/short"], "~fit/short" in found, found["~fit/other"]) == (Ending.FINISHED, False, Ending.FINISHED)


@dataclass
class Haunted:
    """Stands for a sandbox in which every child dies between its first call and the next."""

    def run(self, payload, _limits, **_left):
        request = decode_request(payload)
        probe = next((probe.id for probe in request.probes if probe.id not in request.skip), "")
        shown = (Frame(probe, ended=True, tapes=(Tape(probe, Ending.FINISHED),)),) if probe else ()
        return Transcript(tuple(map(encode, (Frame("", ended=True), *shown))), Ending.KILLED)


def test_a_death_between_two_calls_costs_neither_of_them():
    """A thread of one call may end the process after it."""
    found = record(WORK, WEEK, Haunted())
    assert {tape.ending for tape in found.tapes} == {Ending.FINISHED}
    assert len(found.tapes) == len(PROBES)


@dataclass
class Stubborn:
    """Stands for a sandbox in which every child takes 250 seconds and 3 MB of tape, shows one probe, and never ends."""

    left: list[tuple[float, int]] = field(default_factory=list)

    def run(self, payload, _limits, *, overall_seconds, tape_bytes):
        self.left.append((overall_seconds, tape_bytes))
        request = decode_request(payload)
        probe = next(probe.id for probe in request.probes if probe.id not in request.skip)
        frames = (Frame("", ended=True), Frame(probe))
        filling = (b"?" * 3_000_000,)
        return Transcript((*map(encode, frames), *filling), Ending.TIMED_OUT, seconds=250.0)


def test_the_clock_and_the_tape_are_those_of_a_submission_and_not_of_a_child():
    """Eight children, each with its own ten minutes and megabytes, would hold a place for over an hour."""
    sandbox = Stubborn()
    wide = replace(WEEK, exercises=tuple(Exercise(f"e{n}", "loops", {}) for n in range(9)))
    probes = tuple(Probe(f"e{n}", "lecture", {}) for n in range(9))
    record(WORK, wide, sandbox, probes=probes)
    assert [round(seconds) for seconds, _ in sandbox.left] == [600, 350, 100]
    assert sandbox.left[1][1] < 8 * (1 << 20) - 2_999_999


def test_a_tape_of_a_probe_that_nobody_asked_for_is_not_kept():
    class Forged(Walked):
        def run(self, payload, limits, **left):
            came = super().run(payload, limits, **left)
            extra = [
                Frame(name, ended=True, tapes=(Tape(name, Ending.FINISHED),)) for name in ("fit/secret", "mine/own")
            ]
            return replace(came, frames=(*map(encode, extra), *came.frames))

    recording = record(WORK, WEEK, Forged(""))
    assert {tape.probe for tape in recording.tapes} == {probe.id for probe in PROBES}
