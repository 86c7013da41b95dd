# tries: tapes whose arrays cannot be
# must earn: nothing
import os

from autograder.model import Column, Ending, Tape, Value
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

values = (
    Value("Tensor", "float32", (0, 1 << 63)),
    Value("Tensor", "float32", (-1,), bytes(4)),
    Value("Tensor", "load", (), bytes(4)),
    Value("Tensor", "float32", (1 << 40,), bytes(4)),
)
for value in values:
    for tape in (Tape("mse/lecture", Ending.FINISHED, returned=value), Tape("fit/lecture", Ending.FINISHED, columns=(Column("loss", (0,), value),))):
        try:
            os.write(3, frame(FrameKind.FRAME, encode(Frame(tape.probe, ended=True, tapes=(tape,)))))
        except Exception:
            pass
os._exit(0)
