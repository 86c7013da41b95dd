"""A net that is to be trained has no frozen parameter."""

from __future__ import annotations

import pytest
import torch

from autograder import checks
from autograder.judge.comparison import Comparison, seen


def recorded(net, *, parameters=True):
    """The parameters as a driver hands them over, or as `state_dict` gives them."""
    found = {}
    for name, value in net.named_parameters():
        found[name] = seen(value.detach(), Comparison(), quantity=name)
        found[name].graph = parameters and value.requires_grad
    return found


@pytest.mark.parametrize("check", ["start", "forward"])
def test_a_frozen_parameter_of_a_trained_net_is_wrong(check):
    solution, own = torch.nn.Linear(2, 1), torch.nn.Linear(2, 1)
    own.load_state_dict(solution.state_dict())
    own.bias.requires_grad = False
    x = torch.ones(3, 2)
    with pytest.raises(AssertionError, match="requires_grad"):
        checks.start(recorded(own), solution) if check == "start" else checks.forward(
            own(x), solution, recorded(own), x
        )


def test_what_the_solution_freezes_may_be_frozen():
    solution = torch.nn.Linear(2, 1)
    solution.bias.requires_grad = False
    checks.start(recorded(solution), solution)


def test_of_numbers_that_are_no_parameters_it_cannot_be_told():
    solution = torch.nn.Linear(2, 1)
    checks.start(recorded(solution, parameters=False), solution)
