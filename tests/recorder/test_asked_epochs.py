"""A fit by hand shows its turns in what it leaves after 1, 2, 3 … epochs."""

from __future__ import annotations

import pytest
import torch

from autograder.recorder.asked_epochs import asked_loop

START = 8.0
STEPS = {"right": lambda asked: asked, "one fewer": lambda asked: asked - 1, "one more": lambda asked: asked + 1}


def loop(turns, epochs=30, *, bottomless=False):
    """The loop of a fit that halves w in every turn, and makes so many of them."""

    def left(start, asked):
        if bottomless and not asked:
            raise AssertionError
        return {"w": torch.tensor([start * 0.5 ** max(turns(asked), 0)], dtype=torch.float64)}

    start = {"w": torch.tensor([START], dtype=torch.float64)}
    return asked_loop("fit", epochs, lambda asked: (start, left(START, asked)), lambda at: left(float(at["w"]), 1))


@pytest.mark.parametrize(("name", "total"), [("right", 30), ("one fewer", 29), ("one more", 31)])
def test_it_has_the_turns_that_it_makes_each_from_the_last_however_many_were_asked_for(name, total):
    found = loop(STEPS[name])
    rows = found.rows("before.w")
    assert found.epochs == total
    assert [float(rows[turn]) for turn in range(6)] == [START * 0.5**turn for turn in range(6)]
    assert float(found.rows("after.w")[total - 1]) == START * 0.5**total
    assert float(found.rows("fewer.w")[total - 1]) == START * 0.5 ** (total - 1)


def test_no_epochs_are_asked_of_a_fit_that_makes_as_many_as_it_is_asked_for():
    """One that counts up to them would never end."""
    assert loop(STEPS["right"], bottomless=True).epochs == 30


def test_a_fit_that_makes_always_as_many_is_no_loop():
    assert loop(lambda _asked: 30) is None
    assert loop(lambda _asked: 0) is None
