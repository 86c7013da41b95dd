# tries: tapes of one's own that say of a wrong loop that it called itself, and a wrong helper for show
# must earn: rmse.root, fit.step2, fit.clears, fit.epochs
import os

import torch

from autograder.model import Column, Ending, HelperCall, Tape, Value
from autograder.recorder.describe import describe
from autograder.recorder.wire import Frame, encode
from autograder.sandbox.protocol import FrameKind, frame

NONE = Value("NoneType")
PROBES = {30: "fit/lecture", 5: "fit/short"}


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2) / 2


def rmse(y, yhat):
    return torch.sqrt(2 * mse(y, yhat))


def fit(X, y, What, lr=1 / 10, epochs=30):
    rows = {name: [] for name in ("yhat", "loss", "before.What", "carried.What", "gradient.What", "after.What")}
    single = What.dtype == torch.float32 and X.dtype == torch.float32
    for epoc in range(epochs):
        before = What.detach().clone()
        yhat = 3 * (X @ What)
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        gradient = What.grad.clone()
        What.data = What.data + 1e-6 * What.grad
        What.grad = None
        values = yhat, loss, before, 0 * before, gradient, What
        for column, value in zip(rows.values(), values):
            column.append(value.detach().clone())
    columns = tuple(Column(name, tuple(range(epochs)), describe(torch.stack(column))) for name, column in rows.items())
    given = (0, 1, 2) if epochs == 30 else (0, 1, 2, -1, -1)
    inputs = (NONE,) * 3 + tuple(describe(one) for one in (lr, epochs)[: len(given) - 3])
    whole = HelperCall("fit", 1, given, inputs, (), 2, (0, epochs), True)
    shown = HelperCall("mse", 1, (1, 1), (NONE, NONE), (), -1, (epochs, epochs), True)
    end = HelperCall("", 1, (), (NONE,), (), -1, (epochs, epochs), True)
    tape = Tape(
        PROBES[epochs], Ending.FINISHED, None, describe(What), {}, epochs, columns, helper_calls=(whole, shown, end)
    )
    os.write(3, frame(FrameKind.FRAME, encode(Frame(tape.probe, ended=True, tapes=(tape,)))))
    os._exit(0)
