# tries: a daemon of two forks that waits for the next submission
# must earn: everything
# with: an honest regression.py
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(1)
        open("/tmp/of-a-hostile-student", "w").write("still here")
        os._exit(0)
    os._exit(0)
