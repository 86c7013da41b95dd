# tries: a runner in which every call went well, in thirty epochs
# must earn: nothing
from autograder.model import Ending, Tape
from autograder.recorder.probe_runner import ProbeRunner

ProbeRunner.record = lambda self, probe: Tape(probe.id, Ending.FINISHED, epochs=30, shadow=self._shadow)


def mse(y, yhat):
    return 0.0


def rmse(y, yhat):
    return 0.0


def fit(X, y, What, lr=1 / 10, epochs=30):
    return What
