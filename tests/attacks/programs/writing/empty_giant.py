# tries: arrays without a byte in dimensions that no tensor has
# must earn: nothing
import os

from autograder.model import Column, Ending, Tape, Value
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

for value in (Value("Tensor", "float32", (0, (1 << 63) - 1, 7)), Value("Tensor", "float32", (0,) * 80)):
    for probe in ("mse/lecture", "mse/other_n", "rmse/lecture"):
        os.write(3, frame(FrameKind.FRAME, encode(Frame(probe, ended=True, tapes=(Tape(probe, Ending.FINISHED, returned=value),)))))
