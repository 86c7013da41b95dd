"""Takes the other difference and transposes it."""


def pairwise_difference(a):
    return (a.unsqueeze(1) - a).T
