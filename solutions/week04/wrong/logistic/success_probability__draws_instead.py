"""step: yhat

확률이 아니라 확률로 뽑은 0과 1이 나옵니다.

What comes back are zeros and ones drawn with the probability, not the probability.
"""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    return torch.bernoulli(v)
