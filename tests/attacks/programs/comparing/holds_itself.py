# tries: a list that holds itself
# must earn: nothing
def mse(y, yhat):
    a = []
    a.append(a)
    return a
