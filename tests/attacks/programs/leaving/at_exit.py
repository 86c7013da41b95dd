# tries: to speak last
# must earn: everything
# with: an honest regression.py
import atexit
import os
import time


class Last:
    def __del__(self):
        time.sleep(60)


keep = Last()
atexit.register(time.sleep, 60)
atexit.register(os.write, 3, b"9 points")
