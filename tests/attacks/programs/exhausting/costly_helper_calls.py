# tries: a tape of one's own on which small things were given to a wrong helper, a hundred times, that are a giant together
# must earn: fit.clears, fit.epochs
import os

import torch

from autograder.model import Column, Ending, HelperCall, Tape, Value
from autograder.recorder.describe import describe
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

WIDE, HIGH = describe(torch.rand(4096, 1, 8)), describe(torch.rand(1, 4096, 8))
calls = (
    HelperCall("mse", 90, (-1, -1), (WIDE, HIGH), (), -1, (0, 30), True),
    HelperCall("", 1, (), (Value("NoneType"),), (), -1, (30, 30), True),
)
columns = tuple(
    Column(name, tuple(range(30)), describe(torch.ones(30, 2, 1))) for name in ("gradient.What", "before.What", "after.What")
)
tape = Tape("fit/lecture", Ending.FINISHED, None, describe(1.0), {}, 30, columns, helper_calls=calls)
wrong = Tape("mse/lecture", Ending.FINISHED, returned=describe(1.0))
for one in (tape, wrong):
    os.write(3, frame(FrameKind.FRAME, encode(Frame(one.probe, ended=True, tapes=(one,)))))
os._exit(0)
