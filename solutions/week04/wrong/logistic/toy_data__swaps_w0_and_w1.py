"""step: setup

v의 절편과 기울기가 바뀌었습니다. x=0일 때 v가 무엇이어야 하는지 보세요.

Intercept and slope of v have changed places. Look at what v must be at x=0.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = 5
    w1 = -1
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
