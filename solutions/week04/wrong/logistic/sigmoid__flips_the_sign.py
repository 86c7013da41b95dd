"""step: yhat

u가 커질수록 값이 작아집니다. u=6과 u=-6에서 값을 비교해 보세요. 지수의 부호를 보세요.

The value falls as u grows. Compare u=6 with u=-6, and look at the sign in the exponent.
"""

import torch


def sigmoid(u):
    return 1/(1+torch.exp(u))
