"""Takes the other difference and changes its sign."""


def pairwise_difference(a):
    return -(a.reshape(len(a), 1) - a)
