"""Goes through lists, and returns a list."""


def get_line(net):
    if net.bias is None:
        return net.weight.tolist()[0]
    return [net.bias.tolist()[0], net.weight.tolist()[0][0]]
