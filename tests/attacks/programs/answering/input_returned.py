# tries: the start as the end
# must earn: nothing
def mse(y, yhat):
    return y


def rmse(y, yhat):
    return yhat


def fit(X, y, What, lr=1 / 10, epochs=30):
    return What
