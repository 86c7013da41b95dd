# tries: to stop itself, so that somebody waits
# must earn: nothing
import os
import signal


def mse(y, yhat):
    os.kill(os.getpid(), signal.SIGSTOP)
