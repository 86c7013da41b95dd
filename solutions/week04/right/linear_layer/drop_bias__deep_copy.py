"""Copies the network, then drops the copy's bias."""


import copy


def drop_bias(net):
    meant = copy.deepcopy(net)
    meant.bias = None
    return meant
