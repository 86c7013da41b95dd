# tries: a way to write that writes nothing
# must earn: everything
# with: an honest regression.py
import os
os.write = lambda *a: 0
