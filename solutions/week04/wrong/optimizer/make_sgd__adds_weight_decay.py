"""step: update

weight_decay 때문에 파라메터가 매번 0 쪽으로 조금씩 당겨집니다. 움직인 거리가 lr×기울기와 정확히 같은지 보세요.

weight_decay pulls the parameters a little towards 0 in every update. Check whether the distance moved is exactly lr times the gradient.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, weight_decay=0.01)
    return optimizr
