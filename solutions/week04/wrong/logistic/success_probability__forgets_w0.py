"""step: yhat

절편 w0이 쓰이지 않았습니다. x=0일 때의 확률을 보세요.

The intercept w0 is not used. Look at the probability at x=0.
"""

import torch


def success_probability(x, w0, w1):
    u = w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    return v
