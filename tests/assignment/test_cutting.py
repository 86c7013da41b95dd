"""A week, cut for students."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from autograder.assignment import leaks, read
from autograder.assignment.stub import cut
from autograder.model import Check, Handout
from tests.weeks import by_hand


@pytest.fixture
def week(tmp_path):
    return read(by_hand(tmp_path))


def check(name, exercise, points):
    return Check(name=name, exercise=exercise, points=points, probe=f"{exercise}/lecture", text={})


def test_points_are_summed_by_exercise(week):
    checks = (check("a", "mse", 1.5), check("b", "mse", 0.1), check("c", "update", 2.0))
    assert cut(replace(week, checks=checks)).points == {"mse": 1.6, "update": 2.0}


def test_an_exercise_without_checks_has_no_points(week):
    assert cut(week).points == {"mse": 0.0, "update": 0.0}


def test_nothing_secret_is_left_in_a_handout(week):
    handout = cut(week)
    everything = "\n".join(str(getattr(handout, field.name)) for field in fields(Handout))
    assert leaks(week, everything.replace("\\n", "\n")) == ()


def test_there_is_a_stub_for_every_module(week):
    assert list(cut(week).stubs) == ["by_hand"]
