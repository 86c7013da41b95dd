"""step: setup

seed가 같아도 부를 때마다 y가 다릅니다. seed가 어디에 쓰이는지 보세요.

y differs from call to call though the seed is the same. Look at where the seed is used.
"""

import torch


def toy_data(seed, n=2000):
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
