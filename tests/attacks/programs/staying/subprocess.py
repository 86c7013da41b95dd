# tries: programs in the background
# must earn: everything
# with: an honest regression.py
import os
import subprocess

for start in (subprocess.Popen, subprocess.run, lambda command: os.system(" ".join(command))):
    try:
        start(["sh", "-c", "setsid sleep 60 & touch /tmp/of-a-hostile-student"])
    except OSError:
        pass
