"""Gives tensors of shape ()."""


def get_line(net):
    if net.bias is None:
        return net.weight[0][0], net.weight[0][1]
    return net.bias[0], net.weight[0][0]
