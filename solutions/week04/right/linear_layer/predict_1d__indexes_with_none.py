"""Adds an axis by indexing."""


def predict_1d(net, x):
    return net(x[:, None])
