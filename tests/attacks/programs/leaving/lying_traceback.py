# tries: an exception whose traceback is a property
# must earn: nothing
class E(Exception):
    __traceback__ = property(lambda s: 7)

def mse(y, yhat):
    raise E

