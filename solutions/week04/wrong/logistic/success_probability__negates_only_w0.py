"""step: yhat

분모의 지수에서 w0의 부호만 바뀌었습니다. 빼기 기호가 어디까지 걸리는지 보세요.

In the exponent only w0 has changed its sign. Look at how far the minus reaches.
"""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = 1/(1+torch.exp(-w0 + w1*x)) # v는 성공할확률
    return v
