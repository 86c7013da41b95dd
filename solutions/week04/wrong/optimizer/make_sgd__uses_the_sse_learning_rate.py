"""step: update

학습률이 SSE 반복문의 1/1000입니다. 이 반복문의 loss는 평균이므로 학습률이 다릅니다. 강의의 두 반복문을 나란히 놓고 보세요.

The learning rate is the 1/1000 of the SSE loop. This loop's loss is a mean, so its learning rate differs: put the lecture's two loops side by side.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=1/1000)
    return optimizr
