"""step: yhat

x에 맞추려고 입력이 n개인 새 네트워크를 만들었습니다. 바꿀 것은 네트워크가 아니라 x의 모양입니다.

A new network with n features was made to fit x. It is the shape of x that has to change, not the network.
"""

import torch


def predict_1d(net, x):
    net = torch.nn.Linear(len(x), 1)
    return net(x)
