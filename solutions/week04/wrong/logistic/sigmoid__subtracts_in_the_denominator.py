"""step: yhat

u=0에서 값이 유한하지 않습니다. 분모의 부호를 보세요.

At u=0 the value is not finite. Look at the sign in the denominator.
"""

import torch


def sigmoid(u):
    return torch.exp(u)/(1-torch.exp(u))
