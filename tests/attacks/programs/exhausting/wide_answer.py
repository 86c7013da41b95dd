# tries: an answer of ten million parts
# must earn: nothing
def mse(y, yhat):
    return [y] * 10_000_000


def rmse(y, yhat):
    return "x" * (64 << 20)
