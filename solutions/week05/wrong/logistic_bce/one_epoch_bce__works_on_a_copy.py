"""step: update

주어진 net이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 net의 값이 바뀌었는지 보세요.

A copy was trained, not the net that was given. Look whether the net you passed in has changed once the function is over.
"""

import copy
import torch


def one_epoch_bce(net, optimizr, x, y):
    net = copy.deepcopy(net)
    optimizr = torch.optim.SGD(net.parameters(), lr=optimizr.defaults['lr'])
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
