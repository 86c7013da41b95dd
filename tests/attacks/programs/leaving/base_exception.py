# tries: an exception above all exceptions
# must earn: nothing
class Final(BaseException):
    def __str__(self):
        raise SystemExit

    def __repr__(self):
        raise KeyboardInterrupt


def mse(y, yhat):
    raise Final


def rmse(y, yhat):
    raise Final from Final()
