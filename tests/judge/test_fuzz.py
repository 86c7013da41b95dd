"""Whatever a child writes on its tape: no crash, one verdict a check, and a page for its student."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import msgspec
import pytest

from autograder.model import Ending, Limits, Outcome, Signed, Source, Submission
from autograder.recorder import perform
from autograder.recorder.wire import Request, encode
from autograder.sandbox import Transcript, record
from autograder.workflows.feedback import FeedbackFolder
from autograder.workflows.grade import grade_works
from tests.helpers import InProcess
from tests.submissions.test_fuzz import mutated
from tests.weeks import SOLUTION, fit_with

ODD = (
    None,
    True,
    -1,
    0,
    7,
    2**31,
    2**63,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "x" * 500,
    "fit",
    "float64",
    b"",
    b"\xff" * 8,
    [],
    {},
)
NOW = datetime(2026, 4, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Forger:
    """A sandbox whose child shows these frames, whatever it is asked."""

    frames: tuple[bytes, ...]

    def run(self, payload: bytes, limits: Limits, **left: float) -> Transcript:
        return Transcript(self.frames, Ending.FINISHED)


def honest(assignment, source: str) -> list[bytes]:
    """What an honest child writes."""
    frames: list[bytes] = []
    exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
    asked = (Source("regression.py", (source,)),), exercises, dict(assignment.drivers), assignment.probes
    perform(encode(Request(*asked)), frames.append)
    return frames


def forged(frames: list[bytes], chance: random.Random) -> tuple[bytes, ...]:
    """Some of the frames with bytes or values changed, left out, doubled or in another order."""
    found = list(frames)
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(found))
        match chance.randrange(6):
            case 0:
                found[place] = mutated(found[place], chance)
            case 1 if len(found) > 1:
                del found[place]
            case 2:
                found.insert(place, chance.choice(found))
            case _:
                found[place] = altered(found[place], chance)
    return tuple(found)


def altered(raw: bytes, chance: random.Random) -> bytes:
    """A frame in which some values are others: still MessagePack, and often still a frame."""
    try:
        whole = msgspec.msgpack.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return raw
    for _ in range(chance.choice((1, 2, 4))):
        holder: Any = None
        key: Any = None
        inside = whole
        while isinstance(inside, dict | list) and inside and (holder is None or chance.random() < 0.9):
            holder, key = inside, chance.choice(list(inside) if isinstance(inside, dict) else range(len(inside)))
            inside = holder[key]
        if holder is not None:
            holder[key] = other(inside, chance)
    return msgspec.msgpack.encode(whole)


def other(value, chance: random.Random):
    """Something else, most often of the same type and size."""
    match value:
        case bytes() if value and chance.random() < 0.8:
            odd = chance.choice(
                (chance.randbytes(8), b"\xff" * 8, b"\0" * 8, b"\0\0\xc0\x7f" * 2, b"\0\0\0\0\0\0\xf0\x7f")
            )
            at = chance.randrange(len(value)) & ~7
            return (value[:at] + odd + value[at + 8 :])[: len(value)]
        case bool():
            return not value
        case int() if chance.random() < 0.7:
            return value + chance.choice((-1, 1, 100))
        case list() if value and chance.random() < 0.7:
            return chance.choice((value[:-1], value + value, value[::-1]))
        case _:
            return chance.choice(ODD)


def judge_many(judge, count: int, seed: int, out) -> dict[str, int]:
    """Forged tapes recorded, judged and put on a page; how many of the reports had which outcome anywhere."""
    assignment, seen = judge.assignment, dict.fromkeys(map(str, Outcome), 0)
    starts = [honest(assignment, source) for source in (SOLUTION, fit_with(("torch.mean", "torch.sum")))]
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        child = Forger(forged(chance.choice(starts), chance))
        handed_in = Submission("20220001", assignment.week, (Source("regression.py", ("",)),), f"forged-{number}")
        runner = InProcess(lambda work, child=child: record(work, assignment, cast("Any", child)))
        pages = FeedbackFolder(out, assignment, judge)
        ((report, _),) = grade_works(judge, [handed_in], runner=runner, signed=Signed("", NOW), pages=pages)
        assert [mark.verdict.check for mark in report.marks] == [check.name for check in assignment.checks]
        assert 0 <= sum(mark.points for mark in report.marks) <= sum(check.points for check in assignment.checks)
        for outcome in {str(mark.verdict.outcome) for mark in report.marks}:
            seen[outcome] += 1
    return seen


def test_a_few_dozen_forged_tapes_are_judged(judge, tmp_path):
    assert judge_many(judge, 40, 1, tmp_path)["passed"]


@pytest.mark.slow
def test_hundreds_of_forged_tapes_are_judged(judge, tmp_path):
    assert judge_many(judge, 300, 2, tmp_path)["failed"]
