"""step: setup

y=1이 성공확률이 아니라 실패확률로 뽑혔습니다. x가 클 때 y의 평균을 보세요.

y=1 is drawn with the probability of failure. Look at the mean of y where x is large.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(1-v)
    return x, v, y
