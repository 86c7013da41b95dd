"""step: yhat

절편과 기울기의 자리가 바뀌었습니다. x=0일 때의 확률이 무엇이어야 하는지 생각해 보세요.

Intercept and slope have changed places. Think about what the probability must be at x=0.
"""

import torch


def success_probability(x, w0, w1):
    u = w1 + w0*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    return v
