# tries: frames of nothing, by the thousand
# must earn: nothing
import os

from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

nothing = frame(FrameKind.FRAME, encode(Frame("mse/lecture"))) * 200
for _ in range(100):
    os.write(3, nothing)
