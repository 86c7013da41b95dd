"""step: yhat

w1이 양수인데 x가 커질수록 확률이 작아집니다. 실패확률을 구한 것이 아닌지 보세요.

With a positive w1 the probability falls as x grows. Look whether this is the probability of failure.
"""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = 1/(torch.exp(u)+1) # v는 성공할확률
    return v
