"""step: setup

n을 주지 않고 부르면 행의 수가 문제와 다릅니다. 함수 첫 줄의 기본값을 보세요.

Called without n, the number of rows is not the one asked for. Check the default in the function's first line.
"""

import torch


def toy_data(seed, n=1000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.bernoulli(v)
    return x, v, y
