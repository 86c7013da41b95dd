"""step: setup

y가 0과 1이 아니라 확률 그대로입니다.

y holds the probabilities themselves, not zeros and ones.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = v
    return x, v, y
