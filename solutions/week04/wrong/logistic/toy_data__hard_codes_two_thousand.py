"""step: setup

n을 다르게 주어도 행이 2000개입니다.

There are 2000 rows whatever n is.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,2000).reshape(2000,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
