"""Judging one submission has an end, whatever its tape claims."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import torch

from autograder.errors import OverBudgetError
from autograder.judge import clock as clocks
from autograder.judge.clock import JudgingClock
from autograder.model import Column, Ending, Outcome, Tape, Value
from tests import weeks
from tests.helpers import recording


def spend(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_past_its_time_a_person_is_asked_to_look():
    clock = JudgingClock(seconds=0.02)
    clock.check()
    spend(0.03)
    with pytest.raises(OverBudgetError, match="look at its loops"):
        clock.check()


def test_what_is_done_once_for_a_class_is_not_counted():
    clock = JudgingClock(seconds=0.02)
    with clock.not_counted():
        spend(0.05)
    assert clock.check() is None


UNNAMED = weeks.fit_with(
    ("        yhat = X @ What\n", ""),
    ("(y - yhat)", "(y - X @ What)"),
    ("range(epochs)", "range(3000)"),
)


def test_a_long_loop_that_does_not_name_its_yhat_is_judged_in_a_few_seconds(judged):
    """Each epoch is replayed once, for all checks, and of thousands only those that would have been kept."""
    began = time.process_time()
    verdicts = judged(weeks.SOLUTION, UNNAMED)
    assert (verdicts["mse.averages"].outcome, verdicts["fit.step1"].outcome) == (Outcome.PASSED, Outcome.PASSED)
    assert time.process_time() - began < 12


def test_where_time_is_over_what_is_left_is_for_a_person_and_what_was_judged_stands(judge, monkeypatch):
    asked = recording(judge.assignment, weeks.SOLUTION, UNNAMED.replace("3000", "200"))
    monkeypatch.setattr(clocks, "MOST_SECONDS", 0.05)
    verdicts = {verdict.check: verdict for verdict in judge.judge(asked)}
    assert verdicts["fit.step1"].outcome is Outcome.UNGRADED
    assert "0.05 seconds" in str(verdicts["fit.step1"].difference)
    assert verdicts["mse.averages"].outcome is not Outcome.FAILED


def test_a_forged_path_of_a_million_epochs_is_not_walked(judge):
    """However many epochs a tape claims, few are looked at."""
    rows = 500_000
    numbers = Value("Tensor", "float32", (rows,), bytes(4 * rows))
    pairs = Value("Tensor", "float32", (rows, 2, 1), bytes(8 * rows))
    epochs = tuple(range(rows))
    columns = (
        Column("loss", epochs, numbers),
        *(Column(f"{name}.What", epochs, pairs) for name in ("before", "gradient", "after")),
    )
    honest = recording(judge.assignment, weeks.SOLUTION)
    forged = Tape("fit/lecture", Ending.FINISHED, epochs=rows, columns=columns)
    tapes = tuple(tape for tape in honest.tapes if tape.probe != "fit/lecture")
    began = time.process_time()
    verdicts = {v.check: v for v in judge.judge(replace(honest, tapes=(forged, *tapes)))}
    assert verdicts["mse.averages"].outcome is Outcome.PASSED
    assert not all(v.outcome is Outcome.PASSED for name, v in verdicts.items() if name.startswith("fit."))
    assert time.process_time() - began < 15


def test_a_call_of_ours_ends_within_when_its_time_is_over():
    clock = JudgingClock(seconds=0.05)
    with pytest.raises(OverBudgetError), clock.ending():
        spend(60)
    spend(0.02)  # and nothing is raised later


def test_a_call_of_ours_that_ends_in_time_is_left_alone():
    clock = JudgingClock(seconds=0.05)
    with clock.ending():
        spend(0.01)
    assert spend(0.1) is None


def test_a_call_of_ours_finds_no_more_memory_within_than_it_may(monkeypatch):
    monkeypatch.setattr(clocks, "MOST_BYTES", 64 << 20)
    before = resource.getrlimit(resource.RLIMIT_AS)
    with JudgingClock().ending(), pytest.raises(RuntimeError, match="memory"):
        torch.zeros(1 << 30)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert torch.zeros(1 << 26).nbytes > clocks.MOST_BYTES


TRACED = """
import sys
from contextlib import suppress
from autograder.errors import OverBudgetError
from autograder.judge.clock import JudgingClock

clock = JudgingClock(seconds={seconds})
with suppress(OverBudgetError), clock.ending():
    for _ in range(100_000):
        with suppress(OverBudgetError):
            sum(range(30))
sys.settrace(lambda *_: None)
print((lambda: "went on")())
"""


@pytest.mark.parametrize("seconds", [60, 0.05])
def test_what_follows_can_be_traced(seconds):
    """Python 3.11 goes round for ever at the first traced call where an exception was taken back."""
    said = subprocess.run(
        [sys.executable, "-c", TRACED.format(seconds=seconds)], capture_output=True, text=True, timeout=60, check=False
    )
    assert said.stdout == "went on\n", said.stderr
