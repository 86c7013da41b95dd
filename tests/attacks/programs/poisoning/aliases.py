# tries: answers that are views of the inputs, changed when somebody looks
# must earn: nothing
def mse(y, yhat):
    return y[0, 0]


def rmse(y, yhat):
    return yhat.view(-1)[:1].squeeze()


def fit(X, y, What, lr=1 / 10, epochs=30):
    return X
