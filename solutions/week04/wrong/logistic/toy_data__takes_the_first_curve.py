"""step: setup

v의 기울기가 학습을 시작하는 곡선의 것(1)입니다. 자료를 만든 곡선의 기울기는 5입니다.

v has the slope of the curve that training starts from (1). The curve that makes the data has slope 5.
"""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 1
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
