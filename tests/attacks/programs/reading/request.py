# tries: the request itself, which holds inputs and sources but no answer
# must earn: nothing
import gc

from autograder.recorder.wire import Request


def mse(y, yhat):
    for thing in gc.get_objects():
        if isinstance(thing, Request) or type(thing).__name__ in {"Assignment", "Verdict", "Check"}:
            return thing.checks[0].expected
    raise LookupError
