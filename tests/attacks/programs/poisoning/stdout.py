# tries: an output that raises when it is flushed
# must earn: everything
# and a person looks at: everything
# with: an honest regression.py
import sys


class Broken:
    def write(self, text):
        raise OSError

    def flush(self):
        raise OSError


sys.stdout = sys.stderr = Broken()
