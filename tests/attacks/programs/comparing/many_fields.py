# tries: an array with ten thousand fields
# must earn: nothing
import numpy as np

def mse(y, yhat):
    return np.zeros(3, dtype=[('field%d' % i, 'f4') for i in range(10000)])

