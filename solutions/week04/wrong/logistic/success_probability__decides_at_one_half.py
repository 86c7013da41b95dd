"""step: yhat

확률이 아니라 0.5를 기준으로 판정한 0과 1이 나옵니다.

What comes back are decisions (0 or 1, at 0.5), not probabilities.
"""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    return (v > 0.5).float()
