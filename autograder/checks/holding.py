"""A recorded value and the right one → nothing, or the first difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from autograder.errors import DepartedError
from autograder.judge.comparison import difference
from autograder.judge.recorded import RecordedObject
from autograder.model import Difference, Kind

State = Mapping[str, torch.Tensor]
"""Parameters by name: `dict(net.named_parameters())` as a driver hands it over, or our own."""


def hold(got: object, right: object) -> None:
    """Compare a recorded value with the right one, by the tolerance of the check."""
    found = difference(got, right)
    if found is not None:
        raise DepartedError(found)


def plain(value: torch.Tensor) -> torch.Tensor:
    """The numbers alone, of a recorded value too."""
    return value.detach().as_subclass(torch.Tensor)


def labels(y: torch.Tensor, yhat: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """The y of the rows that a yhat is of; `right` is the right yhat of all rows.

    Who leaves rows out of yhat pays for it in step1: the loss is that of the others.
    """
    if yhat.numel() >= y.numel():
        return y
    rows, every = plain(yhat).reshape(-1, 1), plain(right).reshape(1, -1)
    return y[(rows - every).abs().argmin(1)]


def say(right: object, words: str) -> None:
    """Fail with these words, in both languages, where this is not right."""
    if not right:
        raise AssertionError(words)


def named(state: Any) -> State:
    """The parameters by name; what is no mapping of tensors is a difference."""
    found = state.value if isinstance(state, RecordedObject) else state
    if not isinstance(found, Mapping) or not all(isinstance(one, torch.Tensor) for one in found.values()):
        raise DepartedError(
            Difference(Kind.TYPE, "state", got=str(getattr(state, "type", type(state).__name__)), expected="dict")
        )
    return found
