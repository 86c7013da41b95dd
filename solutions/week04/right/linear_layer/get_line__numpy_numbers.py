"""Gives numpy floats."""


def get_line(net):
    if net.bias is None:
        w0, w1 = net.weight.detach().numpy()[0]
        return float(w0), float(w1)
    return float(net.bias.detach().numpy()[0]), float(net.weight.detach().numpy()[0, 0])
