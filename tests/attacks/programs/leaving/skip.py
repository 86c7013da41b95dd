# tries: to be skipped
# must earn: nothing
import unittest


class Skipped(BaseException):
    pass


Skipped.__module__ = "_pytest.outcomes"


def mse(y, yhat):
    raise Skipped("points")


def rmse(y, yhat):
    raise unittest.SkipTest("points")
