"""Our own function is given what a call was given, and small things; no file, no address, no giant."""

from __future__ import annotations

import math

import pytest
import torch

from autograder.judge.own_helpers import helper_calls, loss, maker
from autograder.judge.own_helpers.claimed import LARGEST, claimed, claimed_return, fit_beside
from autograder.model import Value
from autograder.recorder.describe import describe

HARMLESS = [None, True, 0, 0.1, -3, 64, [1, 2.5], (1, [2]), {"lr": 0.1}, 0.0]
GIVEN = ["regression.csv", 10**9, 1e-9]
FORGED = [*GIVEN, "http://127.0.0.1/x.csv", math.inf, math.nan, -(10**6), ["/etc/passwd"], {"path": "~/.ssh"}, 1e-7]


@pytest.mark.parametrize("value", HARMLESS, ids=repr)
def test_small_things_are_taken_as_they_are_told(value):
    assert claimed(describe(value), ()) == value


@pytest.mark.parametrize("value", FORGED, ids=repr)
def test_words_and_giants_that_the_call_was_not_given_are_not_passed_on(value):
    with pytest.raises(LookupError):
        claimed(describe(value), ())


@pytest.mark.parametrize("value", GIVEN, ids=repr)
def test_what_the_call_itself_was_given_is_passed_on(value):
    assert claimed(describe([value]), [torch.zeros(2), value]) == [value]


def test_a_tensor_is_as_long_as_those_that_the_call_was_given():
    long = describe(torch.zeros(LARGEST + 1, 1, dtype=torch.bool))
    assert claimed(describe(torch.zeros(LARGEST, 1)), ()).shape == (LARGEST, 1)
    with pytest.raises(LookupError):
        claimed(long, ())
    assert claimed(long, [torch.ones(LARGEST + 1)]).shape == (LARGEST + 1, 1)


def test_what_has_no_content_is_not_passed_on():
    with pytest.raises(LookupError):
        claimed(Value("Module"), ())


@pytest.mark.parametrize("module", [helper_calls, loss, maker], ids=lambda one: one.__name__)
def test_whoever_calls_a_function_of_ours_as_a_tape_says_asks_here(module):
    assert module.claimed is claimed
    assert module.fit_beside is fit_beside


@pytest.mark.parametrize("wrong", [5321.5, 1e-9, math.nan, "a wrong text.", ["h", "i"], torch.zeros(LARGEST + 1), None])
def test_a_helper_may_have_given_back_any_number_and_any_text(wrong):
    back = claimed_return(describe(wrong), ())
    assert repr(back) == repr(wrong)


@pytest.mark.parametrize("word", ["/etc/passwd", "http://127.0.0.1", "..\\x", "points.csv", "~root", ["a", ("b.py",)]])
def test_a_name_of_a_place_is_given_back_only_where_it_is_known(word):
    with pytest.raises(LookupError):
        claimed_return(describe(word), ())
    known = [word] if isinstance(word, str) else ["a", "b.py"]
    assert claimed_return(describe(word), known) == word


def test_small_things_that_are_a_giant_together_are_not_passed_on():
    wide, high = torch.zeros(LARGEST, 1), torch.zeros(1, LARGEST)
    assert fit_beside([wide, wide], ()) is None
    with pytest.raises(LookupError):
        fit_beside([wide, [high]], ())
    assert fit_beside([wide, high], [torch.zeros(LARGEST, LARGEST)]) is None
    assert fit_beside([wide, torch.nn.Linear(LARGEST, 1)], ()) is None
