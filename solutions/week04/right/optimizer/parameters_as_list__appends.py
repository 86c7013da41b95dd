"""A loop that appends."""


def parameters_as_list(net):
    params = []
    for p in net.parameters():
        params.append(p)
    return params
