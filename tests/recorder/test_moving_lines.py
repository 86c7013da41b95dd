"""The lines that move parameters part a call into turns."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Any

import pytest
import torch

from autograder.recorder import moving_lines
from autograder.recorder.moving_lines import MovingLines

ROUNDS = {
    "one line": "w -= 1",
    "on one line with its loop": "pass\nfor _ in range(0): pass\nw.sub_(1)",
    "a line for each parameter": "w -= 1\nb += 1",
    "a line for each number": "w[0] -= 1\nw[1] -= 2",
    "a helper": "step(w)\nstep(b)",
    "data": "w.data = w.data - 1",
}


def turns(body: str, count: int = 5, *, watched: tuple[str, ...] = ("w", "b")):
    text = "def step(one):\n    one -= 1\ndef fit(w, b):\n    for turn in range({}):\n{}".format(
        count, indent(dedent(body), " " * 8)
    )
    space: dict[str, Any] = {"torch": torch}
    exec(text, space)
    held = {"w": torch.zeros(2), "b": torch.zeros(1)}
    lines = MovingLines(lambda: {name: held[name] for name in watched})
    with lines.watching():
        space["fit"](**held)
    return lines.turns(), held


@pytest.mark.parametrize("body", [ROUNDS[name] for name in ROUNDS if name != "a helper"])
def test_a_turn_ends_where_its_first_line_comes_again(body):
    found, held = turns(body)
    assert len(found) == 5
    assert torch.equal(found[-1]["w"], held["w"])


@pytest.mark.parametrize(
    "body", [ROUNDS["a helper"], "w -= 1\nw -= 2", "if turn < 3: w -= 1\nelse:\n    w -= 2\n    b -= 1"]
)
def test_where_lines_and_numbers_do_not_say_the_same_nothing_is_known(body):
    assert turns(body)[0] == []


def test_what_moves_nothing_has_no_turns():
    assert turns("w = w - 1")[0] == []


def test_a_call_too_long_to_be_looked_at_is_not_known_and_goes_on(monkeypatch):
    monkeypatch.setattr(moving_lines, "MOST_LINES", 6)
    found, held = turns("w -= 1\nb += 1")
    assert found == []
    assert held["b"] == 5


def test_whoever_was_tracing_goes_on():
    import sys

    def own(*_):
        return None

    before = sys.gettrace()
    sys.settrace(own)
    try:
        turns("w -= 1")
        assert sys.gettrace() is own
    finally:
        sys.settrace(before)
