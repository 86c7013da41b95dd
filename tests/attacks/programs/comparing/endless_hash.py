# tries: a key that asks itself
# must earn: nothing
class H:
    def __hash__(self): return hash(self)
    def __eq__(self, o): return self == o
def mse(y, yhat):
    return {H(): 1}
