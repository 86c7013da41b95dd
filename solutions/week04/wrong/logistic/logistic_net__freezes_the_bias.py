"""step: yhat

절편은 학습할 수 없게 되어 있습니다. 기울기를 구해서 어느 파라메터에 값이 생기는지 보세요.

The intercept cannot be trained. Differentiate, and see which parameters get a gradient.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    l1.bias.requires_grad = False
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1)
