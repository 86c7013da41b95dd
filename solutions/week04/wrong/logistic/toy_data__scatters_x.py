"""step: setup

x가 고르게 놓여있지 않고 무작위로 뽑혔습니다.

x is drawn at random instead of being evenly spaced.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = (2*torch.rand(n)-1).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
