"""step: yhat

yhat에 절편이 빠졌습니다. yhat을 net에 직접 inputs를 넣은 값과 비교해 보세요.

The intercept is missing from yhat. Compare yhat with what net itself gives for the inputs.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = inputs @ net.weight.T
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
