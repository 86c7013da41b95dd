"""step: yhat

u가 44보다 크면 값이 nan입니다. 공식의 분자와 분모를 다시 제곱하지 않았는지 보세요.

Above u=44 the value is nan. Look whether numerator and denominator are multiplied up once more than the formula needs.
"""

import torch


def sigmoid(u):
    return torch.exp(u)**2/(torch.exp(u)+torch.exp(u)**2)
