"""Predicts number by number."""

import torch


def predict_1d(net, x):
    return torch.stack([net(value.reshape(1)) for value in x])
