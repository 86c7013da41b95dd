# tries: a float that compares as it likes
# must earn: nothing
class Near(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __abs__(self):
        return 0.0

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def mse(y, yhat):
    return Near(3)


rmse = mse
