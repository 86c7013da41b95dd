# tries: an exception whose class has a number for a name
# must earn: nothing
class M(type):
    __name__ = property(lambda c: 7)
class E(Exception, metaclass=M):
    pass

def mse(y, yhat):
    raise E

