"""The loss is the one number that a call of autograd differentiates."""

from __future__ import annotations

import pytest
import torch

from autograder.recorder.graph import nodes_of, root_of, unnamed_on_graph

W = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)


def test_a_loss_of_one_number_is_itself_whatever_it_is_multiplied_by():
    loss = W.sum()
    assert root_of((loss, torch.tensor(2.0)), {}) is loss


def test_several_losses_are_one_their_sum():
    found = root_of(([W.sum(), (2 * W).sum()],), {})
    assert found is not None
    assert (float(found.detach()), found.grad_fn is not None) == (18.0, True)


def test_numbers_whose_weights_are_all_alike_add_up_to_one_loss():
    rows = W * 1
    weights = torch.full_like(rows, 0.5)
    asked = [((rows, weights), {}, False), ((rows,), {"gradient": weights}, False), ((rows, [W], [weights]), {}, True)]
    found = [root_of(args, named, asks=asks) for args, named, asks in asked]
    assert [one is not None and float(one.detach()) for one in found] == [3.0, 3.0, 3.0]


def test_numbers_whose_weights_differ_are_no_loss_that_anybody_knows():
    rows = W * 1
    assert root_of((rows, torch.tensor([1.0, 2.0, 3.0])), {}) is rows


X = torch.tensor([[1.0, 0.5], [1.0, -1.0], [1.0, 2.0], [1.0, 0.0], [1.0, 3.0]])
PREDICTED = {
    "a product": lambda _, w: X @ w,
    "a product with a vector": lambda _, w: X.mv(w[:, 0]),
    "a layer": lambda net, _: net(X),
    "a layer and a sigmoid": lambda net, _: torch.sigmoid(net(X)),
}


@pytest.mark.parametrize("how", PREDICTED)
@pytest.mark.parametrize("loss", [torch.nn.functional.mse_loss, lambda u, y: (y - u).abs().sum() + 0.1 * (u**2).sum()])
def test_values_without_a_name_are_found_on_the_graph(how, loss):
    weights, net = torch.randn(2, 1, requires_grad=True), torch.nn.Linear(2, 1)
    yhat = PREDICTED[how](net, weights)
    found = unnamed_on_graph(nodes_of(loss(PREDICTED[how](net, weights), torch.ones_like(yhat))))
    assert any(torch.equal(value, yhat) for value in found)


def test_data_are_no_values_on_the_graph():
    weights = torch.randn(2, 1, requires_grad=True)
    y = torch.randn(5, 1)
    found = unnamed_on_graph(nodes_of((y * (X @ weights)).mean()))
    assert not any(torch.equal(value, y) for value in found)
