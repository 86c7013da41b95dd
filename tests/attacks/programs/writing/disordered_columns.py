# tries: a tape of epochs that cannot follow each other
# must earn: nothing
# and a person looks at: fit
import os

from autograder.model import Column, Ending, Tape, Value
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

two = Value("Tensor", "float32", (2,), bytes(8))
words = Value("str", "", (2,), text="loss")
truth = Value("Tensor", "bool", (2,), b"\x01\x01")
columns = (
    Column("loss", (7, -7), two),
    Column("loss", (7, 7), two),
    Column("before.", (0, 1), words),
    Column("after.What", (1 << 62, 0), truth),
    Column("yhat", (0, 1), Value("Tensor", "complex64", (2,), bytes(16))),
    Column("gradient.What", (), Value("Tensor", "float32", (0,))),
)
for shadow in (False, True):
    tape = Tape("fit/lecture", Ending.FINISHED, columns=columns, epochs=-30, shadow=shadow, changed=("", "\x00"))
    name = "~" * shadow + "fit/lecture"
    os.write(3, frame(FrameKind.FRAME, encode(Frame(name, ended=True, tapes=(tape,)))))
