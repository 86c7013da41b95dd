# tries: to hand in what was handed out
# must earn: nothing
def mse(y, yhat):
    raise NotImplementedError


def rmse(y, yhat):
    ...


def fit(X, y, What, lr=1 / 10, epochs=30):
    return What
