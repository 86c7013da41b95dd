"""step: setup

x가 0부터 1까지입니다. 강의의 x는 -1부터 1까지입니다.

x runs from 0 to 1. The lecture's x runs from -1 to 1.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(0,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
