"""step: loss

y와 yhat의 shape이 달라서 모든 짝의 차이가 평균에 들어갔습니다. 빼기 직전 두 텐서의 shape을 출력해 보세요.

y and yhat differ in shape, so every pair went into the mean. Print both shapes right before the subtraction.
"""

import torch


def loss_surface(x, y, w0s, w1s):
    mse = torch.zeros(len(w0s), len(w1s))
    bce = torch.zeros(len(w0s), len(w1s))
    for i, w0 in enumerate(w0s):
        for j, w1 in enumerate(w1s):
            u = w0 + w1*x
            yhat = torch.exp(u)/(1+torch.exp(u))
            mse[i,j] = torch.mean((y.reshape(-1)-yhat)**2)
            bce[i,j] = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    return mse, bce
