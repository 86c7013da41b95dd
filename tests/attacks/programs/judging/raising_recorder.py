# tries: a recorder that fails, so that the failure is the grader's
# must earn: nothing
from autograder.recorder.probe_runner import ProbeRunner


def fails(self, probe):
    raise RuntimeError("not the student's fault")


ProbeRunner.record = fails


def mse(y, yhat):
    return 0.0
