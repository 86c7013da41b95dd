# tries: an answer without an end
# must earn: nothing
import itertools
def mse(y, yhat):
    return itertools.count()
