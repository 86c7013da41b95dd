"""A solution, or a mistake laid over it, called as a plain function in either precision."""

from __future__ import annotations

import signal

import pytest
import torch

from autograder.judge.kept_tapes import KeptTapes
from autograder.judge.program import Program, data
from autograder.model import Ending


def test_a_program_is_called_in_both_precisions(judge):
    program = Program(judge.assignment)
    ones = torch.ones(3, 1)
    assert program.functions(shadow=False).mse(ones, 3 * ones) == 4.0
    assert program.functions(shadow=True).mse(ones, 3 * ones).dtype == torch.float64


def test_an_overlay_stands_in_for_its_function_alone(judge):
    program = Program(judge.assignment, ("regression", "def mse(y, yhat):\n    return 7.0\n"))
    assert program.functions(shadow=False).mse(None, None) == 7.0
    assert program.functions(shadow=False).rmse.__signature__


def test_a_probe_is_recorded_once(judge):
    program = Program(judge.assignment)
    probe = judge.assignment.probes[0]
    assert program.tape(probe, shadow=False) is program.tape(probe, shadow=False)


def test_a_helper_can_be_put_in_the_place_of_ones_own(judge):
    runner = Program(judge.assignment).with_helper("mse", lambda *_: torch.tensor(9.0))
    asked = next(probe for probe in judge.assignment.probes if probe.exercise == "rmse")
    assert runner.record(asked).returned.data == torch.tensor(3.0).numpy().tobytes()


def test_inputs_left_out_have_the_functions_defaults(judge):
    asked = next(probe for probe in judge.assignment.probes if probe.id == "fit/lecture")
    given = data(asked, Program(judge.assignment).functions(shadow=True).fit, shadow=True)
    assert (given.lr, given.epochs, given.X.dtype) == (0.1, 30, torch.float64)


def test_a_recording_of_itself_holds_every_probe_in_both_precisions(judge):
    tapes = Program(judge.assignment).recording().tapes
    assert len(tapes) == 2 * len(judge.assignment.probes)
    assert {tape.ending for tape in tapes} == {Ending.FINISHED}


STOPS = """
import os
import signal
{head}


def mse(y, yhat):
    {body}
    return 7.0
"""
STOP = "os.kill(os.getpid(), signal.SIGINT)"


@pytest.fixture
def ctrl_c():
    """Ctrl-C as in a terminal: a shell's background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize(("head", "body"), [("", STOP), (STOP, "pass")])
def test_who_stops_the_grader_while_a_program_of_ours_runs_stops_it_and_leaves_no_tape(judge, tmp_path, head, body):
    """A tape that was cut short would be kept, and that mistake named no more."""
    kept = KeptTapes(judge.assignment, tmp_path / "cache")
    program = Program(judge.assignment, ("regression", STOPS.format(head=head, body=body)), kept)
    probe = next(probe for probe in judge.assignment.probes if probe.exercise == "mse")
    with pytest.raises(KeyboardInterrupt):
        program.tape(probe, shadow=False)
    kept.write()
    assert list((tmp_path / "cache").glob("*.tapes")) == []
