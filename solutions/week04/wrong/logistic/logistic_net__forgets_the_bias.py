"""step: yhat

절편이 없습니다. x=0일 때 출력이 항상 0.5입니다.

There is no intercept: at x=0 the output is always 0.5.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1,bias=False)
    l1.weight.data = torch.tensor([[float(w1)]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1)
