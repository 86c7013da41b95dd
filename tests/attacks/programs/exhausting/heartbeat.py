# tries: to be never silent and never at an end, child after child
# must earn: nothing
# with: an honest regression.py
import os
import time

from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

while True:
    os.write(3, frame(FrameKind.FRAME, encode(Frame("mse/lecture"))))
    time.sleep(0.2)
