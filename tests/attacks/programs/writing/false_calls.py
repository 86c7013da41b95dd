# tries: helpers that are to blame, on a tape of one's own
# must earn: nothing
import os

from autograder.model import Call, Ending, Tape, Value
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

half = Value("Tensor", "float32", (), b"\x00\x00\x00\x3f")
calls = (Call("mse", (), half), Call("mse", (half,), half), Call("nobody", (), Value("NoneType")))
for probe in ("rmse/lecture", "fit/lecture"):
    tape = Tape(probe, Ending.FINISHED, returned=half, calls=calls)
    os.write(3, frame(FrameKind.FRAME, encode(Frame(probe, ended=True, tapes=(tape,)))))


def mse(y, yhat):
    return 0.5
