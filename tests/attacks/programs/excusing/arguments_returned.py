# tries: hands back what it was given
# must earn: nothing
def mse(y, yhat):
    return yhat


def rmse(y, yhat):
    return y


def fit(X, y, What, lr=1 / 10, epochs=30):
    return What
