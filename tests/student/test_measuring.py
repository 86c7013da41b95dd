"""A wrong value beside the right one: the rule is told where there is one, and never one that only looks like it."""

from __future__ import annotations

import pytest

from autograder.model import LintFinding
from autograder.student import brackets
from autograder.student.measuring import Measured, in_note, ratio, step_told, told

NOTE = "다릅니다.\nIt is off.\n  나온 값 · got:      {}\n  맞는 값 · right:    {} (± 0.0001)"


@pytest.mark.parametrize(
    ("factors", "code", "kind"),
    [
        ([(100.0, 100), (3.0, 3)], "", "sum_for_mean"),
        ([(0.01, 100)], "", "mean_for_sum"),
        ([(2.0, 2)], "torch.sum(e)", "sum_for_mean"),
        ([(2.0, 2)], "2*torch.mean(e)", "times"),
        ([(0.5, 2), (0.5, 100)], "torch.mean(e)/2", "times"),
        ([(-1.0, 5)], "", "other_sign"),
        ([(52.45, 100)], "", None),
        ([(2.0, 5), (3.0, 7)], "", None),
    ],
)
def test_as_many_times_as_rows_is_a_sum_for_a_mean(factors, code, kind):
    """With two rows twice as much may be anything, unless the code has a sum."""
    found = told([Measured(factor, frozenset({rows})) for factor, rows in factors], code)
    assert (found.kind if found else None) == kind


def test_a_factor_is_one_of_all_numbers_or_none():
    assert ratio((2.0, 4.0), (1.0, 2.0)) == 2
    assert ratio((2.0, 5.0), (1.0, 2.0)) is None
    assert ratio((1.0, 2.0), (1.0, 2.0)) is None


def test_a_step_by_one_over_lr_lacks_lr():
    assert [step_told(factor, 0.1).kind for factor in (10.0, -1.0, 2.0)] == ["rate_missing", "uphill", "step_times"]


def test_the_message_of_a_check_is_read_back():
    assert in_note(NOTE.format("[5.0, 10.0]", "[2.5, 5.0]"), frozenset({2})) == Measured(2.0, frozenset({2}))
    assert in_note(NOTE.format("nan", "[2.5]"), frozenset()) is None


@pytest.mark.parametrize(
    ("got", "right", "kind"),
    [("(3, 3)", "(3, 1)", "broadcast"), ("(3, 1)", "()", "not_reduced"), ("(1,)", "()", "one_kept")],
)
def test_a_shape_that_came_of_broadcasting_is_told(got, right, kind):
    found = in_note(f"다릅니다.\n  나온 모양 · got:   {got}\n  맞는 모양 · right: {right}", frozenset())
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("got", "right", "factor"),
    [
        ("[2, 0, 2]", "[1, 0, 1]", None),
        ("[2.0, 2.0]", "[1.0, 1.0]", None),
        ("[3.0, 3.0, 3.0]", "[1.0, 1.0, 1.0]", 3.0),
        ("[-1, -1]", "[1, 1]", -1.0),
        ("[2.0, 4.0]", "[1.0, 2.0]", 2.0),
        ("2.0", "1.0", 2.0),
    ],
)
def test_a_factor_between_counts_of_one_kind_is_by_chance(got, right, factor):
    """Numbers of names, or a dropout that doubles ones, are no 2 times."""
    found = in_note(NOTE.format(got, right), frozenset({3}))
    assert (found.factor if isinstance(found, Measured) else None) == factor


def wrong(u):
    return 1 / 1 + u


def minus(u):
    return 1 / (1 - u)


def looped(u):
    for _ in range(2):
        u = 1 / 1 + u
    return u


@pytest.mark.parametrize(("function", "right"), [(wrong, "1 / (1 + u)"), (minus, "1 + u"), (looped, None)])
def test_brackets_and_signs_are_told_where_every_check_passes_with_them(function, right):
    used = [function]

    class Replaced:
        def __init__(self, other):
            self.other = other

        def __enter__(self):
            used.append(self.other)

        def __exit__(self, *_):
            used.pop()

    def check():
        assert used[-1](1.0) == 0.5
        assert used[-1](3.0) == 0.25

    found = brackets.found(function, [check], Replaced)
    assert (found.right if found else None) == right


@pytest.mark.parametrize(
    ("got", "right", "kind"),
    [
        ("[[0.0], [2.0]]", "[[0.5], [0.8808]]", "sigmoid_missing"),
        ("[[0.6225], [0.7109]]", "[[0.5], [0.9]]", "sigmoid_again"),
        ("[0.9975, 0.4, 0.0025]", "[0.0025, 0.6, 0.9975]", "other_case"),
        ("[5.0, -4.0]", "[-4.0, 5.0]", "other_order"),
        ("[[0.3333333, 0.3333333]]", "[[10.0, 10.0]]", None),
        ("[[0.5, 0.5]]", "[[10.0, 10.0]]", "softmax_again"),
        ("[[1.0, 2.0], [0.0, 0.0]]", "[[1.0, 0.0], [2.0, 0.0]]", "transposed"),
        ("[[0.25, 0.5], [0.75, 0.5]]", "[[0.5, 0.5], [0.75, 0.25]]", "columns_add_up"),
        ("[[0.3, 0.3], [0.3, 0.1]]", "[[0.5, 0.5], [0.75, 0.25]]", "all_adds_up"),
        ("2.0", "-1.0", None),
        ("9.0", "1.0", None),
        ("[[-20.0], [30.0]]", "[[0.0], [1.0]]", None),
        ("[[0.0, 1.0]]", "[[2.0, 40.0]]", None),
    ],
)
def test_what_was_done_to_the_right_numbers_is_told(got, right, kind):
    found = in_note(f"다릅니다.\n  나온 값 · got:   {got}\n  맞는 값 · right: {right} (± 0.0001)", frozenset())
    assert (found.kind if isinstance(found, LintFinding) else None) == kind
