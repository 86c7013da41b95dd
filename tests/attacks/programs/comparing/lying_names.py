# tries: names that are strings of a class of their own
# must earn: nothing
class S(str):
    def __str__(self):
        return self
    def encode(self, *a):
        raise ValueError

def mse(y, yhat):
    return {S('a'): 1.0}

