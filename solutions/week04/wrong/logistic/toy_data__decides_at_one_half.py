"""step: setup

y가 뽑힌 것이 아니라 v를 0.5와 비교해서 정해졌습니다. v가 0.3인 곳에서도 1이 가끔 나와야 합니다.

y is not drawn: it is decided by comparing v with 0.5. Even where v is 0.3 there should be a 1 now and then.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = (v > 0.5).float()
    return x, v, y
