"""A fit by hand shows its turns in what it leaves after 1, 2, 3 … epochs."""

from __future__ import annotations

import pytest
import torch

from autograder.recorder.asked_epochs import asked_loop

START = 8.0
STEPS = {"right": lambda asked: asked, "one fewer": lambda asked: asked - 1, "one more": lambda asked: asked + 1}


def loop(turns, epochs=30, *, bottomless=False, follow=tuple):
    """The loop of a fit that halves w in every turn, and makes so many of them."""

    def left(start, asked):
        if bottomless and not asked:
            raise AssertionError
        return {"w": torch.tensor([start * 0.5 ** max(turns(asked), 0)], dtype=torch.float64)}

    start = {"w": torch.tensor([START], dtype=torch.float64)}
    return asked_loop(
        "fit", epochs, lambda asked: (start, left(START, asked)), lambda at: left(float(at["w"]), 1), follow
    )


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


def test_a_fit_that_makes_always_as_many_shows_the_turns_of_its_lines():
    walk = [{"w": torch.tensor([START * 0.5**turn], dtype=torch.float64)} for turn in range(1, 21)]
    found = loop(lambda _asked: 20, follow=lambda: walk)
    assert found.epochs == 20
    assert [float(row) for row in found.rows("before.w").values()] == [START * 0.5**turn for turn in range(8)]
    assert [*found.rows("after.w")] == [*range(8), 19]
    assert [float(row) for row in found.rows("walked.w").values()] == [float(one["w"]) for one in walk]


def test_a_fit_that_is_solved_at_once_is_no_loop():
    assert loop(lambda _asked: 30, follow=lambda: [{"w": torch.zeros(1)}]) is None


@pytest.mark.parametrize(
    ("turns", "walked"),
    [(STEPS["right"], 30), (STEPS["one fewer"], 29), (STEPS["one more"], 31), (lambda asked: min(asked, 12), 12)],
)
def test_every_turn_of_a_short_fit_is_known_up_to_the_last_that_moves(turns, walked):
    rows = loop(turns).rows("walked.w")
    assert {turn: float(row) for turn, row in rows.items()} == {
        turn: START * 0.5 ** (turn + 1) for turn in range(walked)
    }


LONG = [{"w": torch.tensor([START * 0.5**turn], dtype=torch.float64)} for turn in range(1, 66)]


def test_a_long_fit_is_not_asked_for_every_number_of_epochs():
    assert loop(STEPS["right"], 65).rows("walked.w") == {}


def test_a_long_fit_shows_the_turns_of_its_lines():
    rows = loop(STEPS["right"], 65, follow=lambda: LONG).rows("walked.w")
    assert [float(row) for row in rows.values()] == [float(one["w"]) for one in LONG]


@pytest.mark.parametrize("walk", [LONG[:-1], LONG[1:] + LONG[-1:], [*LONG, *LONG]])
def test_lines_that_say_otherwise_than_what_was_asked_for_tell_nothing(walk):
    assert loop(STEPS["right"], 65, follow=lambda: walk).rows("walked.w") == {}
