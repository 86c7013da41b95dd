"""step: yhat

시그모이드를 두 번 통과했습니다. yhat이 모두 0.5와 0.73 사이에 있습니다. net에 무엇이 들어있는지 보세요.

yhat has gone through the sigmoid twice: everything lies between 0.5 and 0.73. Look at what net holds already.
"""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = torch.sigmoid(net(x))
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
