# tries: every descriptor there is
# must earn: everything
# with: an honest regression.py
import os

while True:
    os.dup(0)
