"""step: setup

이 함수는 한 epoch만 맡습니다. 안에서 여러 번 반복했습니다.

This function is one single epoch; yours repeats it many times.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    for epoc in range(30):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
