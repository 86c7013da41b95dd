"""step: setup

seed를 바꾸어도 y가 같습니다. 인수 seed를 쓰고 있는지 보세요.

y stays the same though the seed changes. Look whether the argument is used.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(43052)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
