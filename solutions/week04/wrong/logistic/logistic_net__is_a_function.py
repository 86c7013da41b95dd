"""step: yhat

네트워크(torch.nn.Module)가 아니라 함수가 나옵니다. 학습할 파라메터를 물어볼 수 없습니다.

A function comes back, not a net (torch.nn.Module): it cannot be asked for parameters to train.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    a1 = torch.nn.Sigmoid()
    return lambda x: a1(l1(x))
