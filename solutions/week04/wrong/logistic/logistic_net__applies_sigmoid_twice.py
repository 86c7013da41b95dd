"""step: yhat

시그모이드를 두 번 통과한 값입니다. 결과가 0.5와 0.73 사이에만 있습니다.

The value has gone through the sigmoid twice: everything lies between 0.5 and 0.73.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1, torch.nn.Sigmoid())
