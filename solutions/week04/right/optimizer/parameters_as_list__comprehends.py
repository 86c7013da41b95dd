"""A list comprehension."""


def parameters_as_list(net):
    return [p for p in net.parameters()]
