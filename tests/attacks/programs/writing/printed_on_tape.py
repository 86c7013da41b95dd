# tries: prints that go to the tape
# must earn: everything
# with: an honest regression.py
import os
os.dup2(3, 1)
print('x' * 100)
