"""step: loss

행과 열이 바뀌었습니다. 행은 w0s, 열은 w1s를 따라갑니다.

Rows and columns have changed places: rows follow w0s, columns w1s.
"""

import torch


def loss_surface(x, y, w0s, w1s):
    mse = torch.zeros(len(w0s), len(w1s))
    bce = torch.zeros(len(w0s), len(w1s))
    for i, w0 in enumerate(w0s):
        for j, w1 in enumerate(w1s):
            u = w0 + w1*x
            yhat = torch.exp(u)/(1+torch.exp(u))
            mse[i,j] = torch.mean((y-yhat)**2)
            bce[i,j] = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    return mse.T, bce.T
