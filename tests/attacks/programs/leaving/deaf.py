# tries: to ignore every signal and every exception for ever
# must earn: rmse
import signal

import torch

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def mse(y, yhat):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


def rmse(y, yhat):
    return torch.sqrt(torch.mean((y - yhat) ** 2))
