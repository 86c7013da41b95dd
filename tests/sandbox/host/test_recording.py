"""What kills a child costs the call that did it and what had not come yet, not what was seen before."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    def run(self, payload, _limits):
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
        def run(self, payload, limits):
            came = walked.run(payload, limits)
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
