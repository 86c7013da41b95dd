# tries: an array that hands another one to whoever converts it
# must earn: nothing
import numpy as np


class Array(np.ndarray):
    def __array__(self, *args, **options):
        return np.zeros(())

    def tobytes(self, *args):
        return b""


def mse(y, yhat):
    return np.zeros((2, 2)).view(Array)


rmse = mse
