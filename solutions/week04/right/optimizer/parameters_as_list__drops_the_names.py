"""From named_parameters."""


def parameters_as_list(net):
    return [p for _, p in net.named_parameters()]
