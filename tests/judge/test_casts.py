"""A cast inside the graph costs nothing where the numbers are right, and excuses nothing where they are wrong."""

from __future__ import annotations

import pytest

from autograder.model import Outcome
from tests import weeks

YHAT = "yhat = X @ What"
LOSS = "loss = torch.mean((y - yhat) ** 2)"
STEP = "What.data = What.data - lr * What.grad"

RIGHT = {
    "a product in double": (YHAT, "yhat = X.double() @ What.double()"),
    "a product in double, and back": (YHAT, "yhat = (X.double() @ What.double()).float()"),
    "to float64": (YHAT, "yhat = X.to(torch.float64) @ What.to(torch.float64)"),
    "Python's float": (YHAT, "yhat = X.to(dtype=float) @ What.to(float)"),
    "type by name": (YHAT, "yhat = X.type('torch.DoubleTensor') @ What.type('torch.DoubleTensor')"),
    "type_as": (YHAT, "yhat = (X.double() @ What.double()).type_as(X)"),
    "a loss in double": (LOSS, f"{LOSS}.double()"),
    "a sum in double": (LOSS, "loss = ((y - yhat) ** 2).sum(dtype=torch.float64) / len(y)"),
    "a mean in double": (LOSS, "loss = torch.mean((y - yhat) ** 2, dtype=float)"),
    "y in double": (LOSS, "loss = torch.mean((y.double() - yhat) ** 2)"),
    "dtypes asserted": (YHAT, f"assert X.dtype == torch.float32 and What.dtype == torch.float32\n        {YHAT}"),
    "a legacy constructor": (LOSS, f"{LOSS} * torch.FloatTensor([1.0])[0]"),
    "legacy type of y": (LOSS, LOSS.replace("(y -", "(y.type(torch.FloatTensor) -")),
    "a complex detour": (LOSS, "loss = torch.mean(((y - yhat).to(torch.complex64) ** 2).real)"),
    "a rate of numpy's": (
        STEP,
        "import numpy as np\n        What.data = What.data - np.float32(lr).item() * What.grad",
    ),
    "a rate out of an array": (
        STEP,
        "import array\n        What.data = What.data - array.array('f', [lr])[0] * What.grad",
    ),
    "y through numpy": (LOSS, LOSS.replace("(y -", "(torch.from_numpy(y.numpy().astype('float32')) -")),
    "a step in double": (STEP, "What.data = (What.data.double() - lr * What.grad.double()).float()"),
}
WRONG = {
    "half": (YHAT, "yhat = (X.half() @ What.half()).float()", "step1"),
    "bfloat16": (YHAT, "yhat = (X @ What).bfloat16().float()", "step1"),
    "whole numbers": (YHAT, "yhat = X @ What + (X.long() - X.long().float()).sum() + 0.001", "step1"),
    "a loss in half": (LOSS, f"{LOSS}.half().float()", "step2"),
    "a loss in double, off by a little": (LOSS, f"{LOSS}.double() * 1.00001", "step2"),
    "a step in half": (STEP, "What.data = (What.data.half() - lr * What.grad.half()).float()", "step4"),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_a_cast_that_keeps_the_numbers_costs_nothing(judged, kind):
    found = judged(weeks.fit_with(RIGHT[kind]))
    assert [name for name, v in found.items() if name.startswith("fit.") and v.outcome is not Outcome.PASSED] == []


@pytest.mark.parametrize("kind", WRONG)
def test_a_cast_that_loses_digits_costs_its_step(judged, kind):
    *edit, step = WRONG[kind]
    found = judged(weeks.fit_with(tuple(edit)))
    failed = [name for name, v in found.items() if name.startswith("fit.") and v.outcome is Outcome.FAILED]
    assert f"fit.{step}" in failed
    assert not any(v.outcome is Outcome.UNGRADED for v in found.values())
