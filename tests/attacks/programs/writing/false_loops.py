# tries: bare loops that a notebook never ran
# must earn: nothing
# and a person looks at: everything
import os

from autograder.model import Column, Ending, Tape, Value
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

graph = Value("tuple", items=(Value("str", text="MeanBackward0"), Value("Tensor", "float32", (), bytes(4))))
for columns in ((), (Column("before.What", (0, 1), Value("Tensor", "float32", (2, 2, 1), bytes(16))),)):
    for number, seen in enumerate(({"loop.graph": graph}, {"loop.graph": graph, "loop.optimizer": Value("str")}, {"data.X": Value("x")})):
        tape = Tape(f"loop/{number}", Ending.FINISHED, seen=seen, columns=columns, epochs=30)
        os.write(3, frame(FrameKind.FRAME, encode(Frame("", ended=True, tapes=(tape,)))))
