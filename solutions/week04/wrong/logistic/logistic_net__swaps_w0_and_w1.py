"""step: yhat

절편과 기울기의 자리가 바뀌었습니다. bias와 weight 중 어느 것이 w0인지 보세요.

Intercept and slope have changed places. Look at which of bias and weight is w0.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w1)])
    l1.weight.data = torch.tensor([[float(w0)]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1)
