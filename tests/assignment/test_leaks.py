"""Secrets of a week are found in generated text, however it is laid out; what is everybody's is not called one."""

from __future__ import annotations

import html
import json

import pytest

from autograder.assignment import leaks, read
from tests.weeks import BY_HAND, BY_HAND_PROBES, by_hand

ANSWER = "torch.mean((y - yhat) ** 2)"


@pytest.fixture
def week(tmp_path):
    probes = BY_HAND_PROBES.replace("y=[1.0], yhat=[2.5]", "y=[1234567], yhat=[2.71875]")
    public = "def test_mse(): assert mse() == 13.4225\n"
    checks = "def test_mse(mine): assert mine == 0.84703 and -13.4225\n"
    return read(by_hand(tmp_path, {"probes.py": probes, "checks/test_a.py": checks, "public/test_by_hand.py": public}))


@pytest.mark.parametrize(
    "text",
    [
        f"loss = {ANSWER}",
        "torch.mean( (y-yhat)**2 )",
        "torch.mean(\n    (y - yhat)\n    ** 2\n)",
        json.dumps({"cells": [{"source": ["x = 1\n", f"return {ANSWER}"]}]}),
        html.escape(f"<b>{ANSWER}</b>"),
    ],
)
def test_an_answer_is_found_however_it_is_laid_out(week, text):
    assert ANSWER in leaks(week, text)


def test_other_right_answers_are_answers(week):
    assert leaks(week, "((y-yhat)**2).sum()/len(y)") == ("((y - yhat) ** 2).sum() / len(y)",)


def test_numbers_of_probes_and_checks_are_secret(week):
    assert set(leaks(week, "try 2.71875, -0.84703 and 1234567")) == {"0.84703", "2.71875", "1234567"}


@pytest.mark.parametrize(
    "text", ["13.4225", "1.0 and 10.0", "loss.backward()", "What.grad", "a2.71875b", "12.71875", "mse(y, yhat)"]
)
def test_what_is_public_or_everybodys_is_no_secret(week, text):
    assert leaks(week, text) == ()


def test_given_lines_are_no_secret(tmp_path):
    given = BY_HAND.replace("** 2)\n", "** 2)  # given\n")
    assert leaks(read(by_hand(tmp_path, {"by_hand.py": given})), ANSWER) == ()
