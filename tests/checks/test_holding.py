"""Values that a week's checks hold against the right ones."""

from __future__ import annotations

import pytest
import torch

from autograder import checks

Y = torch.tensor([[1.0], [0.0], [1.0], [0.0]])
RIGHT = torch.tensor([[0.1], [0.2], [0.3], [0.4]])


@pytest.mark.parametrize("rows", [[0, 1], [1, 2, 3], [2, 0], [3]])
def test_a_yhat_of_fewer_rows_has_the_labels_of_its_own(rows):
    """Rows left out are step1's to say, not step2's as well."""
    assert torch.equal(checks.labels(Y, RIGHT[rows], RIGHT), Y[rows])


def test_a_yhat_of_all_rows_has_all_labels_whatever_its_values():
    assert checks.labels(Y, RIGHT.flip(0), RIGHT) is Y
