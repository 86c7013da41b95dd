"""step: loss

관측값의 수를 2000으로 적어두었습니다. n이 다른 자료에서는 loss가 틀립니다. 자료에서 n을 얻는 방법을 생각해 보세요.

The number of observations is written as 2000: with data of another n the loss is wrong. Think of how to take n from the data.
"""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/2000
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
