"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""

import copy
import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    net = copy.deepcopy(net)
    optimizr = torch.optim.SGD(net.parameters(), lr=optimizr.defaults['lr'])
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
