# tries: a list of lists of 2^60 numbers
# must earn: nothing
def mse(y, yhat):
    a = [1]
    for _ in range(60): a = [a, a]
    return a
