"""The loss is the one number that a call of autograd differentiates."""

from __future__ import annotations

import torch

from autograder.recorder.graph import root_of

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
