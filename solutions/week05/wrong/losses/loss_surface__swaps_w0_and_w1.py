"""step: loss

절편과 기울기의 자리가 바뀌었습니다.

Intercept and slope have changed places.
"""

import torch


def loss_surface(x, y, w0s, w1s):
    mse = torch.zeros(len(w0s), len(w1s))
    bce = torch.zeros(len(w0s), len(w1s))
    for i, w0 in enumerate(w0s):
        for j, w1 in enumerate(w1s):
            u = w1 + w0*x
            yhat = torch.exp(u)/(1+torch.exp(u))
            mse[i,j] = torch.mean((y-yhat)**2)
            bce[i,j] = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    return mse, bce
