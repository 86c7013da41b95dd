# tries: a recorder that writes zeros for every value
# must earn: nothing
from autograder.model import Value
from autograder.recorder import probe_runner

probe_runner.describe = lambda value, depth=0: Value("Tensor", "float32", (), bytes(4))


def mse(y, yhat):
    return y.sum()


def rmse(y, yhat):
    return y.sum()
