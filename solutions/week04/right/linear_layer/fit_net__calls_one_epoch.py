"""Calls one_epoch."""


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        one_epoch(net, inputs, y, lr)
    return net
