# tries: a tape of one's own whose gradients are true and false, which nothing can be taken from
# must earn: mse, rmse
import os

import torch

from autograder.model import Column, Ending, Tape
from autograder.recorder.describe import describe
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2)


def rmse(y, yhat):
    return torch.sqrt(mse(y, yhat))


def fit(X, y, What, lr=1 / 10, epochs=30):
    names = "gradient.What", "before.What", "after.What", "loss"
    columns = tuple(
        Column(name, tuple(range(epochs)), describe(torch.ones(epochs, 2, 1, dtype=torch.bool))) for name in names
    )
    probe = "fit/lecture" if epochs == 30 else "fit/short"
    shadow = X.dtype == torch.float64
    tape = Tape(probe, Ending.FINISHED, None, describe(What), {}, epochs, columns, shadow=shadow)
    os.write(3, frame(FrameKind.FRAME, encode(Frame("~" * shadow + probe, ended=True, tapes=(tape,)))))
    os._exit(0)
