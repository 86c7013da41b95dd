"""Adds both axes by indexing."""


def pairwise_difference(a):
    return a[None, :] - a[:, None]
