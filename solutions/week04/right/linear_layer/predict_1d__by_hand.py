"""Writes b + w·x."""


def predict_1d(net, x):
    return (net.bias + net.weight[0, 0] * x).reshape(-1, 1)
