# tries: an exception whose message leaves
# must earn: nothing
class E(Exception):
    def __str__(self): raise SystemExit(0)
def mse(y, yhat):
    raise E
