# tries: a list that holds itself, and one too deep to follow
# must earn: nothing
def mse(y, yhat):
    tail = []
    tail.append(tail)
    return tail


def rmse(y, yhat):
    deep = {}
    for _ in range(10_000):
        deep = {"deeper": deep, "wider": deep}
    return deep
