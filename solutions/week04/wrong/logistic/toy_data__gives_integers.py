"""step: setup

y가 정수(int64)입니다. float32가 아니면 나중에 loss를 계산할 때 문제가 됩니다.

y holds integers (int64). If it is not float32, computing the loss will run into trouble later.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v).long()
    return x, v, y
