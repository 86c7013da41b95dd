# tries: a Tape that says the grader broke
# must earn: nothing
import autograder.recorder.probe_runner as r
from autograder.model import Ending

def mse(y, yhat):
    r.Ending = type('E', (), {'FINISHED': Ending.BROKEN, 'RAISED': Ending.BROKEN, 'OUT_OF_MEMORY': Ending.BROKEN, 'MISSING': Ending.BROKEN})
    return 0.0

