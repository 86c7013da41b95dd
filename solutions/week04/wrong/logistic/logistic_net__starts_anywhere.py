"""step: yhat

w0과 w1을 넣지 않아서 네트워크가 무작위 값에서 출발합니다.

w0 and w1 are never put in, so the net starts from random values.
"""

import torch


def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1)
