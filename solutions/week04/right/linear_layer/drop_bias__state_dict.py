"""Loads the weight from the state dict."""

import torch


def drop_bias(net):
    state = net.state_dict()
    meant = torch.nn.Linear(2, 1, bias=False)
    meant.load_state_dict({"weight": state["weight"]})
    return meant
