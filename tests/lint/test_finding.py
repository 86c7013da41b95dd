"""A failed verdict gets the finding that explains it; whatever a stranger wrote, finding nothing is an answer."""

from __future__ import annotations

import ast

import pytest

from autograder.lint.finding import not_cleared, parameters_of, with_findings
from autograder.model import Difference, Kind, Outcome, Source, Verdict

ASKED = parameters_of(["def mse(y, yhat):\n    ...\n"])
BODY = "def mse(y, yhat):\n    return {}\n"


def found(code, kind=Kind.VALUE, outcome=Outcome.FAILED):
    verdict = Verdict("mse.a", outcome, Difference(kind) if outcome is Outcome.FAILED else None)
    (one,) = with_findings([verdict], {"mse.a": "mse"}, [Source("hw.py", (code,))], ASKED)
    return one.finding


def test_a_method_without_its_parentheses_is_found_with_its_line():
    finding = found(BODY.format("((y - yhat) ** 2).mean"))
    assert (finding.file, finding.line) == ("hw.py", 2)


def test_arguments_that_are_swapped_are_held_against_the_exercises_own():
    assert found("def mse(yhat, y):\n    return (y - yhat).mean()\n").kind == "arguments_swapped"


def test_what_passed_has_none():
    assert found(BODY.format("((y - yhat) ** 2).mean"), outcome=Outcome.PASSED) is None


@pytest.mark.parametrize(
    "deep",
    ["nn" + ".b" * 500, "(" * 80 + "1" + ")" * 80, "+".join("1" * 9_000), "9" * 5_000, "[" * 60 + "]" * 60],
    ids=["attributes", "brackets", "sums", "digits", "lists"],
)
@pytest.mark.parametrize("place", ["beside", "inside"])
def test_code_that_costs_too_much_to_read_explains_nothing_and_stops_nobody(deep, place):
    code = f"g = {deep}\n" + BODY.format("y") if place == "beside" else BODY.format(deep)
    finding = found(code)
    assert finding is None or finding.kind


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("opt = torch.optim.Adam(net.parameters())\n    opt.step()\n    scheduler.step()", "opt.zero_grad()"),
        ("optimizr = SGD([What])", "optimizr.zero_grad()"),
        ("for p in net.parameters():\n        p.data -= p.grad", "net.zero_grad()"),
        ("x = 1", "parameter.grad = None"),
    ],
)
@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ({"epoch": 1}, "not_cleared"),
        ({"epoch": 0, "batch": 1}, "batch_not_cleared"),
        ({"epoch": None, "batch": 7}, "update_not_cleared"),
    ],
)
def test_a_gradient_left_over_is_cleared_by_the_students_own_names(code, how, place, kind):
    """`0.weight.grad = None` is no Python."""
    left = Difference(Kind.VALUE, "carried.0.weight", **place)
    found = not_cleared(left, ast.parse(f"def fit(net, x):\n    {code}"))
    assert (found.kind, found.right) == (kind, how)


def test_a_parameter_with_a_name_is_cleared_by_it():
    assert not_cleared(Difference(Kind.VALUE, "carried.What", 1), None).right == "What.grad = None"
