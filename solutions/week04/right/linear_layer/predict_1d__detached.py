"""Gives values without a graph: judged by value."""

import torch


def predict_1d(net, x):
    with torch.no_grad():
        return net(x.reshape(-1, 1)).data
