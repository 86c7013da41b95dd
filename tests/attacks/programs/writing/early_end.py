# tries: the end of the tape, with the nonce from the recorder's own frames
# must earn: nothing
import os
import sys

from autograder.sandbox.protocol import FrameKind, ending, frame

caller = sys._getframe()
while caller is not None:
    if "order" in caller.f_locals:
        os.write(3, frame(FrameKind.END, ending(caller.f_locals["order"].nonce, caller.f_locals.get("count", 1))))
    caller = caller.f_back


def mse(y, yhat):
    return 0.0
