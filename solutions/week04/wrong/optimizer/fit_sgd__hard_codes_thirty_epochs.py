"""step: setup

반복 횟수가 항상 같습니다. 인수 `epochs`를 다르게 주어도 달라지지 않습니다. 반복문이 무엇을 보고 횟수를 정하는지 보세요.

The number of epochs is always the same, whatever the argument `epochs` says. Look at what your loop takes its count from.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
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
