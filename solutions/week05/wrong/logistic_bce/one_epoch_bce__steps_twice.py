"""step: update

한 epoch에 update가 두 번 일어납니다. 파라메터가 움직인 거리를 보세요.

The update happens twice in one epoch. Look at how far the parameters move.
"""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.step()
    optimizr.zero_grad()
    return net
