"""Unpacking."""


def parameters_as_list(net):
    return [*net.parameters()]
