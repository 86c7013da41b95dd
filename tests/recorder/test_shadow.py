"""Inside the shadow whatever would be float32 is float64, and whatever lost its digits outside is noticed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder.recorder.shadow import shadowed

NARROW = torch.full((2,), 0.1)
WIDE = {
    "a literal": lambda: torch.tensor([0.1]),
    "an asked dtype": lambda: torch.tensor([1], dtype=torch.float32),
    "a cast": lambda: torch.tensor([1]).float(),
    "a cast by name": lambda: torch.tensor([1]).type("torch.FloatTensor"),
    "a cast by an option": lambda: torch.ones(2, dtype=torch.float64).to(dtype=torch.float32),
    "the legacy constructor": lambda: torch.FloatTensor([1.0, 2.0]),
    "an array": lambda: torch.from_numpy(np.ones(2)),
    "a list in a list": lambda: torch.tensor([[torch.tensor(1.0), 1.0]]),
    "a leaf that is drawn": lambda: torch.rand(2, requires_grad=True),
    "a normal leaf that is drawn": lambda: torch.randn(2, requires_grad=True),
    "a layer": lambda: torch.nn.Linear(1, 1).weight,
}


@pytest.mark.parametrize("name", WIDE)
def test_what_would_be_float32_is_float64(name):
    with shadowed() as shadow:
        made = WIDE[name]()
    assert (made.dtype, shadow.pure) == (torch.float64, True)


def test_what_requires_grad_is_a_leaf_in_the_shadow_too():
    with shadowed():
        drawn = torch.rand(2, requires_grad=True)
        (drawn * torch.tensor([1.0, 2.0])).sum().backward()
    assert drawn.is_leaf
    assert drawn.grad.tolist() == [1.0, 2.0]


def test_a_complex_number_is_widened():
    with shadowed():
        made = torch.tensor([1 + 2j], dtype=torch.complex64)
    assert made.dtype == torch.complex128


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.int32])
def test_other_dtypes_stay(dtype):
    with shadowed():
        made = torch.ones(2, dtype=dtype)
    assert made.dtype == dtype


TENTH: Any = np.float32(0.1)
LOST = {
    "an array": lambda: torch.tensor(np.full(2, 0.1, np.float32)),
    "an array that is shared": lambda: torch.from_numpy(np.full(2, 0.1, np.float32)) * 2,
    "a number in a list": lambda: torch.tensor([np.float32(0.1), 1.0]),
    "a factor": lambda: torch.ones(2) * TENTH,
    "a tensor from outside": lambda: NARROW * 2,
    "two of them": lambda: torch.cat([NARROW, NARROW]),
    "two of them by name": lambda: torch.stack(tensors=[NARROW, NARROW]),
}


@pytest.mark.parametrize("name", LOST)
def test_digits_that_were_lost_elsewhere_are_noticed(name):
    with shadowed() as shadow:
        made = LOST[name]()
    assert (made.dtype, shadow.pure) == (torch.float64, False)


def test_whole_numbers_have_lost_nothing():
    with shadowed() as shadow:
        made = torch.from_numpy(np.array([0, 1], np.float32)) * torch.tensor(np.array([1, 0], np.float32))
    assert (made.dtype, shadow.pure) == (torch.float64, True)


def test_outside_everything_is_as_it_was():
    with shadowed():
        pass
    assert torch.tensor([0.1]).dtype == torch.float32
    assert torch.FloatTensor([0.1]).dtype == torch.float32
