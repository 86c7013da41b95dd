# tries: an array of objects that leave
# must earn: nothing
import numpy as np
class E:
    def __float__(self): raise SystemExit
    def __repr__(self): raise SystemExit
def mse(y, yhat):
    return np.array([E(), E()], dtype=object)
