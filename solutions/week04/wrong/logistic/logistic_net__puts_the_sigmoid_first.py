"""step: yhat

시그모이드가 Linear보다 먼저 옵니다. 출력이 0과 1을 벗어나는지 보세요.

The sigmoid comes before the Linear. Look whether the output leaves the range from 0 to 1.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(a1, l1)
