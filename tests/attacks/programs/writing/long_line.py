# tries: an exception from a line beyond all numbers
# must earn: nothing
def mse(y, yhat):
    e = SyntaxError('x')
    e.lineno = 10**40
    e.filename = object()
    raise e
