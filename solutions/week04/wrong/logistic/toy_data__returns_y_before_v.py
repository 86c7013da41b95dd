"""step: setup

돌려주는 순서가 다릅니다. x, v, y의 순서입니다.

The order of what comes back is wrong: it is x, v, y.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, y, v
