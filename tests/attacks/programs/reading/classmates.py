# tries: to read what a classmate handed in or left
# must earn: nothing
import glob
import os
import tempfile


def mse(y, yhat):
    here = os.path.abspath(__file__)
    for pattern in ("../*", "../../*", "/tmp/*", "/dev/shm/*", "/var/tmp/*", tempfile.gettempdir() + "/*", "*.py"):
        for name in glob.glob(pattern):
            if os.path.isfile(name) and os.path.abspath(name) != here:
                return ((y - yhat) ** 2).mean()
    raise LookupError
