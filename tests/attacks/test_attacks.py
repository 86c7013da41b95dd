"""Every program in programs/ earns what is written at its head, harms nobody, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import msgspec
import psutil
import pytest

from autograder.assignment import read
from autograder.errors import IsolationError
from autograder.judge import Judge
from autograder.model import Limits, Outcome
from autograder.sandbox import open_sandbox, record
from tests import weeks
from tests.attacks.corpus import FAMILIES, Attack, attacks, honest, named, submission
from tests.helpers import write
from tests.sandbox.elsewhere import readable_by_all

pytestmark = [pytest.mark.real, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
ATTACKS = attacks()
LIMITS = Limits(wall_seconds=0.75, memory_mb=512, tape_mb=4)
SECONDS, JUDGING_SECONDS = 5.0, 20.0
AFTER = 10
"""Attacks between two honest submissions."""
LARGEST_RECORDING = 16 << 20
LARGEST_TEXTS = 400_000
CANARY = "nobody may read this"
MARK = "of-a-hostile-student"
PLACES = ("/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir(), str(ROOT), str(Path.home()))


def _expected(attack: Attack):
    """An attack that succeeds today is known to, and noticed when it no longer does."""
    known = [pytest.mark.xfail(strict=True, reason="not mended yet")] if attack.is_open else []
    return pytest.param(attack, marks=known)


class Arena:
    """One week, one sandbox, one judge; honest submissions among the attacks leave the same tape."""

    def __init__(self, judge, sandbox):
        self.judge, self.sandbox = judge, sandbox
        self.assignment = replace(judge.assignment, limits=LIMITS)
        self.right = self.recorded(honest(), student="honest")
        self.processes = processes()

    limited = MappingProxyType({"most_seconds": SECONDS})

    def recorded(self, *sources, student="hostile", **others):
        """The recording of work in these files, limited on our side unless said otherwise."""
        return record(submission(*sources, student=student), self.assignment, self.sandbox, **(self.limited | others))

    def verdicts(self, recording):
        """Names of the checks that passed, and of those that a person must look at."""
        found = self.judge.judge(recording)
        return tuple({v.check for v in found if v.outcome is outcome} for outcome in (Outcome.PASSED, Outcome.UNGRADED))


@pytest.fixture(scope="module")
def arena(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("course") / "solutions" / "week01", weeks.files())
    try:
        with Judge(read(folder)) as judge, open_sandbox(limits=LIMITS) as sandbox, canary():
            yield Arena(judge, sandbox)
    except IsolationError as error:
        pytest.skip(str(error))


@contextmanager
def canary():
    """A file of the grader's that everybody on this machine may read."""
    with tempfile.TemporaryDirectory(prefix="canary-") as place:
        Path(place).chmod(0o755)
        Path(place, "canary.txt").write_text(CANARY)
        yield


def processes():
    """How many live because of this one."""
    return sum(child.status() != psutil.STATUS_ZOMBIE for child in psutil.Process().children(recursive=True))


def dead_in_time(expected, seconds=5.0):
    """Whether no process is left but the sandbox's own."""
    deadline = time.monotonic() + seconds
    while processes() > expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return processes() <= expected


def files_left():
    """What hostile students wrote where the grader could stumble over it."""
    return [path for place in PLACES for path in Path(place).glob(f"*{MARK}*")]


def test_an_honest_submission_earns_everything(arena):
    assert arena.verdicts(arena.right) == (named("everything", arena.judge.checks), set())


@pytest.mark.parametrize("attack", [*map(_expected, ATTACKS)], ids=lambda attack: attack.name)
def test_an_attack_earns_what_is_written_on_it(arena, attack):
    began = time.monotonic()
    recorded = arena.recorded(*attack.sources)
    took, began = time.monotonic() - began, time.process_time()
    earned, looked_at = arena.verdicts(recorded)
    judging = time.process_time() - began
    assert earned == named(attack.earns, arena.judge.checks)
    assert looked_at <= named(attack.looked_at, arena.judge.checks)
    if ATTACKS.index(attack) % AFTER == 0:
        assert arena.recorded(honest(), student="honest").tapes == arena.right.tapes
    assert dead_in_time(arena.processes)
    assert files_left() == []
    assert CANARY not in recorded.printed
    assert took < SECONDS + 10  # one submission costs its own time and nobody else's
    assert judging < JUDGING_SECONDS
    assert len(msgspec.msgpack.encode(recorded)) < LARGEST_RECORDING
    assert texts(recorded) < LARGEST_TEXTS


@dataclass(frozen=True)
class AnythingGoes:
    """No limits of ours on a tape."""

    most_frames = sys.maxsize

    def admit(self, frame):
        return frame


def test_without_our_limits_on_tapes_the_corpus_notices(arena):
    """Tapes of calls that nobody asked for would be judged and kept."""
    (attack,) = (each for each in ATTACKS if each.name == "writing/unknown_probes")
    asked = {probe.id for probe in arena.assignment.probes}
    recorded = [arena.recorded(*attack.sources, **limits) for limits in ({}, {"tape_limits": AnythingGoes()})]
    assert [{tape.probe for tape in each.tapes} <= asked for each in recorded] == [True, False]


def test_without_our_deadline_the_corpus_notices(arena):
    """It is never silent and never at an end, so only the clock of a whole submission stops it."""
    (attack,) = (each for each in ATTACKS if each.name == "exhausting/heartbeat")
    took = []
    for seconds in (1.0, 3.5):
        began = time.monotonic()
        arena.recorded(*attack.sources, most_seconds=seconds)
        took.append(time.monotonic() - began)
    assert took[0] < 3.5 <= took[1]


def texts(recording):
    """Characters that could reach a page."""
    faults = [*recording.faults, *(tape.fault for tape in recording.tapes if tape.fault)]
    values = [value for tape in recording.tapes for value in (tape.returned, *tape.seen.values()) if value]
    said = sum(len(fault.type) + len(fault.message) + len(fault.file) for fault in faults)
    return said + sum(len(value.type) + len(value.text) for value in values) + len(recording.printed)


def test_no_attack_is_lost():
    assert Counter(attack.name.partition("/")[0] for attack in ATTACKS) == FAMILIES


def test_the_page_on_safety_counts_them_too():
    rows = re.findall(r"^\| (\w+) +\| (\d+) +\|", (ROOT / "docs" / "safety.md").read_text("utf-8"), re.MULTILINE)
    counted = {family: int(number) for family, number in rows}
    assert counted == {**FAMILIES, "together": sum(FAMILIES.values())}


@pytest.mark.skipif(os.geteuid() != 0, reason="these very tests ran as an ordinary user already")
def test_annotations_of_every_family_hold_for_an_ordinary_user():
    """The same test, run by somebody who is not root; `benchmarks/doors.py --as ordinary` tries every program."""
    firsts = {attack.name.partition("/")[0]: attack.name for attack in reversed(ATTACKS)}
    test = f"test_attacks.py::{test_an_attack_earns_what_is_written_on_it.__name__}"
    with readable_by_all() as place, tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o777)
        options = ["-q", "-p", "no:cacheprovider", f"--basetemp={base}/user", "-o", f"pythonpath={place.root}"]
        ran = place.run(
            "-m",
            "pytest",
            *options,
            *(f"{test}[{name}]" for name in firsts.values()),
            cwd=place.root / "tests" / "attacks",
        )
    said = ran.stdout[-4000:] + ran.stderr[-2000:]
    assert ran.returncode == 0, said
    assert " passed" in said, said
