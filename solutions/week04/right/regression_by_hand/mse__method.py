"""Uses methods and pow."""


def mse(y, yhat):
    return (y - yhat).pow(2).mean()
