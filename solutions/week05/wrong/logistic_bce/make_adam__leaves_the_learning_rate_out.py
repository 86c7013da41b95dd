"""step: update

학습률을 넣지 않아서 Adam의 기본 학습률(0.001)로 움직입니다.

The learning rate was left out, so Adam moves with its own default of 0.001.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters())
    return optimizr
