"""A student's work as a check sees it: the shadow's values, the native run's types and endings."""

from __future__ import annotations

import pytest

from autograder.model import Kind
from tests.weeks import SOLUTION


@pytest.mark.parametrize(
    ("made", "called"),
    [("[1.0]", "list"), ("'0.5'", "str"), ("y.mean().to(torch.uint16)", "Tensor (uint16 of 1 elements)"), ("max", "builtin_function_or_method")],
)  # fmt: skip
def test_what_is_no_number_is_called_what_its_student_calls_it(judged, made, called):
    difference = judged(SOLUTION.replace("torch.mean((y - yhat) ** 2)\n\n", f"{made}\n\n"))["mse.averages"].difference
    assert (difference.kind, difference.got) == (Kind.TYPE, called)


def test_what_is_not_in_the_submission_is_missing_not_wrong(judged):
    assert judged("import torch")["mse.averages"].difference.kind is Kind.MISSING
