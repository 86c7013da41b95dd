"""The tensor's own methods."""


def bce_sum(y, yhat):
    return (y*yhat.log() + (1-y)*(1-yhat).log()).sum().neg()
