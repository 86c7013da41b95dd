"""Errors that torch really raises are known by what to look at."""

from __future__ import annotations

from inspect import unwrap
from typing import Any

import pytest
import torch

from autograder.report.messages import say
from autograder.report.messages.advice import _ERRORS, advice_code

NOTHING: Any = None
ONE = torch.ones(2, 1, requires_grad=True)


def in_place():
    leaf = torch.ones(2, requires_grad=True)
    leaf -= 1


def twice():
    loss = (ONE**2).sum()
    loss.backward()
    loss.backward()


def too_few():
    def function(a):
        return a

    unchecked: Any = function
    unchecked()


ERRORS = {
    "leaf_in_place": in_place,
    "backward_twice": twice,
    "no_graph": lambda: torch.ones(1).sum().backward(),
    "not_scalar": (ONE * 2).backward,
    "dtypes": lambda: torch.ones(2, 2) @ torch.ones(2, 1, dtype=torch.int64),
    "shapes": lambda: torch.ones(2, 2) @ torch.ones(3, 1),
    "detach_first": ONE.numpy,
    "no_gpu": lambda: unwrap(torch.ones)(1, device="cuda"),  # whatever the recorder made of it in this process
    "is_none": lambda: NOTHING.data,
    "no_name": lambda: eval("undefined"),
    "not_given": too_few,
    "not_python": lambda: compile("def", "a", "exec"),
    "no_library": lambda: __import__("no_such_library"),
}


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_of_this_course_is_known(code):
    with pytest.raises(Exception) as raised:
        ERRORS[code]()
    assert advice_code(raised.type.__name__, str(raised.value)) == code


def test_shapes_that_cannot_be_broadcast_are_known():
    with pytest.raises(RuntimeError) as raised:
        torch.ones(2, 3) + torch.ones(4, 3)
    assert advice_code("RuntimeError", str(raised.value)) == "shapes"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_that_is_known_has_words(language):
    assert all(say(f"advice.{code}", language) for code, _ in _ERRORS)


def test_an_error_nobody_knows_gets_no_advice():
    assert advice_code("ZeroDivisionError", "division by zero") == ""
