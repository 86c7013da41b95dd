# tries: Value and Tape that claim other things when made
# must earn: nothing
import autograder.model.tape as t

def mse(y, yhat):
    t.Value.__init__ = lambda self, *a, **k: None
    return 0.0

