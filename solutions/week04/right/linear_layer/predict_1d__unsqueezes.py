"""Unsqueezes."""


def predict_1d(net, x):
    return net(x.unsqueeze(1))
