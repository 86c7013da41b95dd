"""Gives the outer gradient 1 explicitly."""

import torch


def backward(loss):
    loss.backward(torch.ones_like(loss))
