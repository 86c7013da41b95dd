"""step: yhat

출력이 -1과 1 사이입니다. 확률은 0과 1 사이여야 합니다.

The output lies between -1 and 1, but a probability lies between 0 and 1.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    a1 = torch.nn.Tanh()
    return torch.nn.Sequential(l1, a1)
