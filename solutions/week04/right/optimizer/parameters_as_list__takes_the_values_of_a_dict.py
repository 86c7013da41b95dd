"""The values of a dict."""


def parameters_as_list(net):
    return list(dict(net.named_parameters()).values())
