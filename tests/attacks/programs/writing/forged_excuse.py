# tries: tapes that ended by the grader's own fault
# must earn: nothing
import os

from autograder.model import Ending, Tape
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

for probe in ("mse/lecture", "mse/other_n", "rmse/lecture", "fit/lecture"):
    os.write(3, frame(FrameKind.FRAME, encode(Frame(probe, ended=True, tapes=(Tape(probe, Ending.BROKEN),)))))
