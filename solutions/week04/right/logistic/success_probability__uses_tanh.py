"""(1+tanh(u/2))/2."""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = (1+torch.tanh(u/2))/2 # v는 성공할확률
    return v
