"""step: yhat

w0과 w1을 무엇으로 주어도 같은 네트워크가 나옵니다. 인수를 쓰고 있는지 보세요.

The net is the same whatever w0 and w1 are. Look whether the arguments are used.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([-1.0])
    l1.weight.data = torch.tensor([[1.0]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1)
