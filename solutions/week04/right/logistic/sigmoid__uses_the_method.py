"""The tensor's own method."""


def sigmoid(u):
    return u.sigmoid()
