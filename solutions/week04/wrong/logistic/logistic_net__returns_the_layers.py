"""step: yhat

네트워크 하나가 아니라 층의 묶음(tuple)이 나옵니다. x를 바로 넣을 수 있어야 합니다.

A tuple of layers comes back, not one net. It must be possible to put x straight in.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    a1 = torch.nn.Sigmoid()
    return l1, a1
