"""A net that is to be trained has no frozen parameter."""

from __future__ import annotations

import pytest
import torch

from autograder import checks
from autograder.errors import DepartedError
from autograder.judge.comparison import Comparison, seen
from autograder.judge.recorded import GraphFlag


def recorded(net, *, parameters=True):
    """The parameters as a driver hands them over, or as `state_dict` gives them."""
    found = {}
    comparison = Comparison()
    for name, value in net.named_parameters():
        found[name] = seen(value.detach(), comparison, quantity=name)
        found[name].graph = GraphFlag.of(parameters and value.requires_grad, comparison, name)
    return found


@pytest.mark.parametrize("check", ["start", "forward"])
def test_a_frozen_parameter_of_a_trained_net_is_wrong(check):
    solution, own = torch.nn.Linear(2, 1), torch.nn.Linear(2, 1)
    own.load_state_dict(solution.state_dict())
    own.bias.requires_grad = False
    x = torch.ones(3, 2)
    state = recorded(own)
    with pytest.raises(AssertionError, match="requires_grad"):
        checks.start(state, solution) if check == "start" else checks.forward(own(x), solution, state, x)
    assert state["bias"].comparison.difference is None  # else a graph that was cut would be told


def test_what_the_solution_freezes_may_be_frozen():
    solution = torch.nn.Linear(2, 1)
    solution.bias.requires_grad = False
    checks.start(recorded(solution), solution)


def test_of_numbers_that_are_no_parameters_it_cannot_be_told():
    solution = torch.nn.Linear(2, 1)
    checks.start(recorded(solution, parameters=False), solution)


class Pair(torch.nn.Module):
    def __init__(self, *order):
        super().__init__()
        for name in order:
            setattr(self, name, {"one": torch.nn.Linear, "two": torch.nn.Embedding}[name](3, 2))


class Own(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w, self.b = torch.nn.Parameter(torch.randn(2, 3)), torch.nn.Parameter(torch.randn(2))
        self.table = torch.nn.Parameter(torch.randn(3, 2))


def made(kind, *args):
    torch.manual_seed(7)
    return recorded(kind(*args))


def test_layers_made_in_another_order_have_other_numbers():
    solution = Pair("one", "two")
    checks.order(made(Pair, "one", "two"), solution, 7)
    with pytest.raises(DepartedError):
        checks.order(made(Pair, "two", "one"), solution, 7)


def test_of_numbers_drawn_in_a_way_of_their_own_no_order_is_told():
    state = made(Own)
    checks.order(state, Pair("one", "two"), 7)
    assert all(value.comparison.difference is None for value in state.values())
