# tries: an exception whose name leaves
# must earn: nothing
class M(type):
    @property
    def __name__(cls): raise SystemExit
class E(Exception, metaclass=M): pass
def mse(y, yhat):
    raise E
