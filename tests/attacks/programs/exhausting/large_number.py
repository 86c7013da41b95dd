# tries: a number of a hundred thousand digits as the answer
# must earn: nothing
def mse(y, yhat):
    return 10**100_000


def rmse(y, yhat):
    return -(1 << 63) - 1
