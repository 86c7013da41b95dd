"""step: setup

이 함수는 한 epoch만 맡습니다. 안에서 여러 번 반복했습니다.

This function is one single epoch; yours repeats it many times.
"""

import torch


def one_epoch_bce(net, optimizr, x, y):
    for epoc in range(100):
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
