"""step: setup

y가 x와 상관없이 같은 확률로 뽑혔습니다. x가 작을 때와 클 때의 y를 비교해 보세요.

y is drawn with the same probability for every x. Compare y where x is small with y where x is large.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(0*v + 0.5)
    return x, v, y
