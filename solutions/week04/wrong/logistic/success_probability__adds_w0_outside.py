"""step: yhat

절편이 시그모이드 밖에서 더해져 값이 0과 1을 벗어납니다. 무엇이 지수 안에 있어야 하는지 보세요.

The intercept is added outside the sigmoid, so values leave the range from 0 to 1. Look at what belongs in the exponent.
"""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = w0 + torch.sigmoid(w1*x) # v는 성공할확률
    return v
