# tries: a string whose slices are not strings
# must earn: nothing
class Text(str):
    def __getitem__(self, key):
        return object()

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def mse(y, yhat):
    return Text("1.0")


rmse = mse
