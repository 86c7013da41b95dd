"""step: yhat

네트워크의 출력이 확률이 아니라 직선의 값입니다. 0과 1을 벗어나는지 보세요.

The net gives the line, not probabilities. Look whether its values leave the range from 0 to 1.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1)
