# tries: five thousand exceptions in each other
# must earn: nothing
def mse(y, yhat):
    e = ValueError('x')
    for _ in range(5000): e = ExceptionGroup('g', [e])
    raise e
