# tries: a tape of one's own, with the wrong numbers
# must earn: nothing
import os

from autograder.model import Ending, Tape, Value
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

for probe in ("mse/lecture", "mse/other_n", "rmse/lecture"):
    tape = Tape(probe, Ending.FINISHED, returned=Value("Tensor", "float32", (), bytes(4)))
    os.write(3, frame(FrameKind.FRAME, encode(Frame(probe, ended=True, tapes=(tape,)))))
