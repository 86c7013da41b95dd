# tries: to say that the walls could not be put up
# must earn: nothing
import os

from autograder.sandbox.protocol import FrameKind, frame

os.write(3, frame(FrameKind.UNCONFINED, b"OSError"))
