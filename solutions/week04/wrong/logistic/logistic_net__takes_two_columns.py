"""step: yhat

Linear이 열이 두 개인 입력을 기다립니다. (n,1)을 넣으면 어떻게 되는지 보세요.

The Linear waits for two columns. See what happens when (n,1) goes in.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(2,1,bias=False)
    l1.weight.data = torch.tensor([[float(w0), float(w1)]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1)
