"""What a caller does around an own exercise that takes a whole epoch: what it hands over, how often, and nothing else."""

from __future__ import annotations

from textwrap import dedent

import pytest
import torch

from autograder.assignment import leaf, probe
from autograder.model import Source
from autograder.recorder.load import load
from autograder.recorder.probe_runner import ProbeRunner

EPOCH = """
import torch


def epoch(w, x, optimizr=None, lr=0.1):
    loss = ((x - w) ** 2).sum()
    loss.backward()
    w.data = w.data - lr * w.grad
    w.grad = None
    return w


def look(w):
    return w.sum()


def make(w):
    return torch.optim.SGD([w], lr=0.1)

"""
X = torch.tensor([1.0, 2.0])


def helper_calls(body: str, epoch: str = EPOCH):
    source = (
        epoch + "def fit(w, x, epochs=4):\n" + "".join(f"    {line}\n" for line in dedent(body).strip().splitlines())
    )
    exercises = dict.fromkeys(("epoch", "look", "make", "fit"), "work")
    runner = ProbeRunner(load((Source("work.py", (source,)),)), {}, exercises, shadow=False)
    return runner.record(probe("fit", "it", w=leaf([0.0, 0.0]), x=X)).helper_calls


LOOP = "for _ in range(epochs):\n    epoch(w, x)\nreturn w"


def test_calls_in_a_row_are_one_helper_call_with_their_number_and_turns():
    first, end = helper_calls(LOOP)
    assert (first.exercise, first.times, first.turns, first.objects, first.returned) == ("epoch", 4, (0, 4), (0, 1), 0)
    assert (end.exercise, end.turns, end.returned, end.untouched) == ("", (4, 4), 0, True)


def test_an_exercise_that_turns_and_moves_nothing_is_no_helper_call():
    assert helper_calls("look(w)\nreturn w") == ()
    assert [
        helper_call.exercise for helper_call in helper_calls(LOOP.replace("epoch(w, x)", "look(w)\n    epoch(w, x)"))
    ] == ["epoch", ""]


@pytest.mark.parametrize(
    "touch", ["w.data = 0.9 * w.data", "x.mul_(2.0)", "w.grad = torch.ones(2)", "w.data[0] += 1e-6"]
)
def test_what_a_caller_changes_in_between_is_told(touch):
    assert not all(
        helper_call.untouched for helper_call in helper_calls(LOOP.replace("epoch(w, x)", f"epoch(w, x)\n    {touch}"))
    )


def test_a_gradient_that_a_caller_clears_is_no_change():
    keeps = EPOCH.replace("    w.grad = None\n", "")
    assert all(
        helper_call.untouched
        for helper_call in helper_calls(LOOP.replace("epoch(w, x)", "epoch(w, x)\n    w.grad = None"), keeps)
    )


def test_a_copy_that_is_handed_over_is_another_object():
    copies = "for _ in range(epochs):\n    v = w.data.clone().requires_grad_()\n    epoch(v, x)\nreturn w"
    assert [helper_call.objects[0] for helper_call in helper_calls(copies)[:-1]] == [2, 3, 4, 5]


def test_an_optimiser_is_told_by_its_options_and_whose_parameters_it_holds():
    first, *_ = helper_calls("o = torch.optim.Adam([w], lr=0.3)\n" + LOOP.replace("(w, x)", "(w, x, o)"))
    options = dict(zip(first.inputs[2].names, first.inputs[2].items, strict=True))
    held = [item.items for item in options["params"].items]
    assert (first.inputs[2].type, len(held), [value.data for value in held[0]]) == ("Adam", 1, [bytes(8), bytes(8)])


def test_what_an_exercise_makes_is_told_where_it_is_handed_on():
    made, first, *_ = helper_calls("o = make(w)\n" + LOOP.replace("(w, x)", "(w, x, o)"))
    assert (made.exercise, made.returned, first.objects) == ("make", 2, (0, 1, 2))


def test_a_loop_that_draws_between_its_helper_calls_says_so():
    chained, drawn = helper_calls(LOOP), helper_calls(LOOP.replace("epoch(w, x)", "torch.rand(1)\n    epoch(w, x)"))
    assert (len(chained), len(drawn)) == (2, 5)


def test_arguments_by_name_keep_their_names():
    first, *_ = helper_calls(LOOP.replace("(w, x)", "(w, x=x, lr=0.2)"))
    assert (first.names, first.objects) == (("x", "lr"), (0, 1, -1))


def test_options_that_a_caller_changes_are_told_with_the_next_call():
    steps = EPOCH.replace("    w.data = w.data - lr * w.grad\n", "    optimizr.step()\n")
    body = "o = torch.optim.SGD([w], lr=0.3)\nfor _ in range(2):\n    epoch(w, x, o)\n    o.param_groups[0]['lr'] /= 2\nreturn w"
    first, second, _ = helper_calls(body, steps)
    told = [dict(zip(one.inputs[2].names, one.inputs[2].items, strict=True))["lr"] for one in (first, second)]
    assert second.untouched
    assert first.objects == second.objects
    assert told[0] != told[1]


def test_who_raised_is_told():
    raises = EPOCH.replace("    return w\n\n\ndef look", "    raise ValueError\n\n\ndef look")
    assert [one.raised for one in helper_calls(LOOP, raises)] == [True, False]
    assert [one.raised for one in helper_calls("epoch(w, x)\nraise ValueError")] == [False, True]
