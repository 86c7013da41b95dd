# tries: ninety thousand exceptions, for a page of thirty megabytes
# must earn: everything
# with: an honest regression.py
import os

from autograder.model import Fault
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

faults = tuple(Fault("ValueError", f"number {number}", "attack.py", number) for number in range(90_000))
os.write(3, frame(FrameKind.FRAME, encode(Frame("", ended=True, faults=faults))))
